// Python: logs, and what they may not be handed as it came.
import type { Sink } from '../table.ts'

/** `%r` writes a line break as two signs. */
const quotesAll = (format: unknown) => typeof format === 'string' && /%r/.test(format) && !/%(\(\w+\))?s/.test(format)

const loggers = [
  'logging',
  'logger',
  'log',
  'LOG',
  'LOGGER',
  '_log',
  '_logger',
  '__logger',
  'audit',
  'audit_log',
  'self.logger',
  'self.log',
  'self._logger',
  'self._log',
  'app.logger',
  'current_app.logger',
  'flask.current_app.logger',
  'logging.getLogger()',
]

export const pythonLogs: Sink[] = [
  {
    rule: 'log-injection',
    names: ['debug', 'info', 'warning', 'warn', 'error', 'critical', 'exception', 'log'].flatMap((level) =>
      loggers.map((name) => `${name}.${level}`),
    ),
    args: [0, 1, 2, 3, 4, 'msg'],
    when: (call) => !quotesAll(call.constantOf(0)),
  },
]
