// One line of JSON for each thing worth telling an operator: `log.info({ reviewId }, 'review.completed')`.
import pino from 'pino'
import { once } from './once.ts'

export const log = once('log', () =>
  pino({
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    messageKey: 'event',
  }),
)
