// Files in Go that others can choose, guess or change.

import { refuseOutside } from './go-fixes-errors.ts'
import { closeToOthers, guessless } from './go-fixes-security.ts'
import { functionAround, goRule, kindOf, root } from './go-tree.ts'
import { argumentsOf, type PatternRule } from './rule.ts'

export const goFileRules: PatternRule[] = [
  goRule({
    id: 'zip-slip',
    kinds: ['call_expression'],
    onlyIn: /archive\/(zip|tar)|mholt\/archiver/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-22',
    title: 'An entry of the archive chooses where it is written',
    explanation:
      'A name such as `../../etc/passwd` leaves the folder. Refuse names for which filepath.IsLocal is false, or check that the joined path still begins with the folder.',
    find: (call) => {
      if (!/^(filepath|path)\.Join\(/.test(call.text())) return null
      const entry = argumentsOf(call)
        .slice(1)
        .find((one) => /^\w+\.Name$|^\w+\.FileInfo\(\)\.Name\(\)$/.test(one.text()))
      const name = entry && /^\w+/.exec(entry.text())?.[0]
      const around = functionAround(call)?.text() ?? ''
      if (
        !name ||
        !new RegExp(
          `\\b${name}\\s*:?=\\s*range\\s+[\\w.]+\\.File\\b|\\b${name}\\b[^\\n]*(\\.Next\\(\\)|\\*(zip\\.File|tar\\.Header))`,
        ).test(around)
      )
        return null
      if (!/os\.(Create|OpenFile|WriteFile|MkdirAll|Mkdir|Symlink)\(|(extract|write|unpack|save)\w*\(/i.test(around))
        return null
      return /strings\.HasPrefix\(|IsLocal\(|filepath\.Rel\(|"\.\."|securejoin|(safe|sanitize|inside|within|contains|clean)\w*\(\s*\w+,/i.test(
        around,
      )
        ? null
        : call
    },
    fix: refuseOutside,
  }),
  goRule({
    id: 'predictable-temporary-file',
    kinds: ['call_expression'],
    onlyIn: /TempDir\(\)|"\/(var\/)?tmp\//,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-377',
    title: 'The name of the temporary file can be guessed',
    explanation:
      'Another user of the machine puts a link there first, and the program writes where the link points. Use os.CreateTemp.',
    find: (call) => {
      if (!/^(os\.(Create|OpenFile|WriteFile)|ioutil\.WriteFile)\(/.test(call.text())) return null
      const [path] = argumentsOf(call)
      if (/O_EXCL/.test(call.text()) || !path) return null
      const told =
        kindOf(path) === 'identifier'
          ? (new RegExp(`\\b${path.text()}\\s*:?=\\s*([^\\n]+)`).exec(functionAround(call)?.text() ?? '')?.[1] ?? '')
          : path.text()
      if (/rand|uuid|MkdirTemp|CreateTemp|TempFile/i.test(told)) return null
      return /os\.TempDir\(\)|^"\/(var\/)?tmp\/|\("\/(var\/)?tmp[/"]/.test(told) ? call : null
    },
    fix: guessless,
  }),
  goRule({
    id: 'world-writable',
    kinds: ['call_expression'],
    onlyIn: /Chmod|WriteFile|OpenFile|Mkdir|Umask/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-732',
    title: 'Everybody on the machine may write here',
    explanation:
      'Any other account can change the content. Give the group and others no right to write: 0o600 or 0o640 for files, 0o750 for folders.',
    find: (call) => {
      if (/^syscall\.Umask\(0+\)$/.test(call.text())) return call
      const [, name] = /^(?:os|ioutil|\w+)\.(Chmod|WriteFile|OpenFile|Mkdir|MkdirAll)\(/.exec(call.text()) ?? []
      const mode = argumentsOf(call).at(-1)?.text() ?? ''
      const told =
        /^\w+$/.test(mode) && !/^\d/.test(mode)
          ? (new RegExp(`\\b${mode}\\s*(?:[\\w.]+\\s*)?=\\s*(0o?[0-7]+)`).exec(root(call).text())?.[1] ?? '')
          : mode
      const bits = /^(?:os\.FileMode\()?0o?([0-7]{3,4})\)?$/.exec(told)?.[1]
      if (!name || !bits || !/[2367]$/.test(bits)) return null
      // What is created gets less than it asks for, by the umask; what is changed gets all.
      return name === 'Chmod' ||
        (/^(WriteFile|OpenFile)$/.test(name) &&
          (/777$/.test(bits) ||
            (kindOf(argumentsOf(call).at(-1)) === 'identifier' &&
              !new RegExp(`\\b${mode}\\b`).test((functionAround(call)?.text() ?? '').replaceAll(call.text(), '')))))
        ? call
        : null
    },
    fix: closeToOthers,
  }),
]
