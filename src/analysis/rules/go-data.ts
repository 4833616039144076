// Data in Go that goes where it should not: into records, scripts and logs.

import type { Node } from '../grammar.ts'
import { leaveOut } from './go-fixes-security.ts'
import { functionAround, goRule, kindOf, parts } from './go-tree.ts'
import { argumentsOf, type PatternRule } from './rule.ts'

export const goDataRules: PatternRule[] = [
  goRule({
    id: 'secret-in-log',
    kinds: ['call_expression'],
    onlyIn: /passw(or)?d|secret|token|api_?key|credential|private_?key/i,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-532',
    title: 'A secret is written to the log',
    explanation: 'Logs are kept long and read by many. Leave the value out, or log only that it was there.',
    find: (call) => {
      const callee = call.field('function')?.text() ?? ''
      const logs =
        /^(\w+\.)*(log|logger|slog|logrus|zap|sugar|glog|klog|\w+Log|\w*Logger|l)(\.With\w*\(.*\))*\.(Print|Fatal|Panic|Debug|Info|Warn|Warning|Error|Trace|Output|Log)(f|ln|w|Context)?$|^zap\.(String|Any)$/s
      return logs.test(callee) && argumentsOf(call).some(tellsSecret) ? call : null
    },
  }),
  goRule({
    id: 'mass-assignment',
    kinds: ['call_expression'],
    onlyIn: /(Bind|BodyParser|Decode|Unmarshal)/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-915',
    title: 'The request may set every field of a stored record',
    explanation:
      'Whoever sends a field more, such as a role, sets it. Read the request into a type of its own and take over the fields that may change.',
    find: boundRecord,
  }),
  goRule({
    id: 'script-in-query',
    kinds: ['keyed_element'],
    onlyIn: /\$where|\$function|\$accumulator/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-943',
    title: 'A script for the database is built of text and values',
    explanation:
      'A quote in the value changes the script, which the database then runs. Compare fields with values instead of writing a script.',
    find: (node) => {
      const [key, value] = [node.field('key'), node.field('value')]
      return /^"\$(where|function|accumulator)"$/.test(key?.text() ?? '') &&
        /"\s*\+|\+\s*"|Sprintf\(/.test(value?.text() ?? '')
        ? node
        : null
    },
  }),
  goRule({
    id: 'xml-entities-on',
    kinds: ['selector_expression'],
    onlyIn: /libxml2/,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-611',
    title: 'XML is read with external entities on',
    explanation:
      'The document can make the parser read files or call servers. Leave XMLParseNoEnt and XMLParseDTDLoad out.',
    find: (node) => (/^parser\.XMLParse(NoEnt|DTDLoad|DTDAttr)$/.test(node.text()) ? node : null),
    fix: leaveOut,
  }),
]

function tellsSecret(arg: Node): boolean {
  const secret =
    /(^|[._])(\w*(passw(or)?d|passphrase|pwd)|secret|\w*secret(_?key)?|\w*api_?key|(access|auth|bearer|refresh|session|reset|id)_?token|token|private_?key)$/i
  const text = arg.text()
  if (/^(err|len\(|mask|redact|hash|"|`)/i.test(text) && kindOf(arg) !== 'binary_expression') return false
  if (/^(string|fmt\.Sprintf)\(/.test(text) || kindOf(arg) === 'binary_expression')
    return parts(kindOf(arg) === 'call_expression' ? arg.field('arguments') : arg).some(tellsSecret)
  if (
    !/^[\w.]+$/.test(text) ||
    /(no|has|is|num|need|invalid|wrong|missing)_?\w*$/i.test(text.slice(0, 4)) ||
    /^[A-Z_]+$/.test(text)
  )
    return false
  return secret.test(text) && !/^(token|tok)$/.test(text)
}

/** `user`, loaded from the store, filled from the request and stored again: there it is told. */
function boundRecord(call: Node): Node | null {
  const callee = call.field('function')?.text() ?? ''
  if (!/\.(Save|Updates?|Put|Store|Upsert|UpdateOne|Save\w+|Update\w+)$/.test(callee)) return null
  if (/\.(Select|Omit)\(/.test(callee)) return null
  const name = argumentsOf(call)
    .map((one) => /^&?(\w+)$/.exec(one.text())?.[1])
    .find((one) => one !== undefined && !/^(ctx|c|r|w|db|tx)$/.test(one))
  const around = functionAround(call)?.text() ?? ''
  if (!name || !/http\.|gin\.|echo\.|fiber\./.test(around)) return null
  const before = around.slice(0, Math.max(0, around.indexOf(call.text())))
  const bound = before.search(
    new RegExp(`\\.(ShouldBind\\w*|Bind\\w*|BodyParser|Decode|MustBind\\w*|Unmarshal)\\([^;\\n]*&?\\b${name}\\)`),
  )
  const loaded = new RegExp(
    `\\b${name}\\s*,\\s*\\w+\\s*:?=\\s*[\\w.]*\\.?(Load|Find|Get|Fetch|Read|Lookup|By)\\w*\\(|\\.(First|Take|Find|Last|Get|Scan)\\([^)]*&${name}\\b`,
  )
  return bound >= 0 && loaded.test(before.slice(0, bound)) ? call : null
}
