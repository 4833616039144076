// Where objects of Java come from, told as a type: what a variable is declared as often says less.
import type { Node } from '../../grammar.ts'
import { fullType, type JavaFile, plainName } from './java-file.ts'

/** Calls whose result is known by the name of the call, not by its type: the writer of a response is no file's. */
const told = /^(getWriter|getOutputStream|getSession|getInputStream|getReader|nashornEngine)$/

const results = new Map(
  Object.entries({
    createStatement: 'java.sql.Statement',
    prepareStatement: 'java.sql.PreparedStatement',
    getConnection: 'java.sql.Connection',
    getRuntime: 'java.lang.Runtime',
    newXPath: 'javax.xml.xpath.XPath',
    getEngineByName: 'javax.script.ScriptEngine',
    newDocumentBuilder: 'javax.xml.parsers.DocumentBuilder',
    getLogger: 'Logger',
  }),
)

const makers = /^(newInstance|getInstance|of|get|create|builder|newBuilder|newHttpClient|getDefault|current)$/

/** What a variable is that is declared as `declared` and given `value`. */
export function originType(file: JavaFile, declared: string, value: Node): string {
  const call = unwrapped(value)
  if (call.kind() === 'method_invocation') {
    const method = call.field('name')?.text() ?? ''
    const object = call.field('object')
    if (told.test(method) && object) return `${typeOf(file, object)}.${method}()`
    if (declared && declared !== 'var') return declared
    const result = results.get(method)
    if (result) return result
    if (makers.test(method) && object && /^[A-Z]\w*$/.test(object.text())) return fullType(file, object.text())
  }
  if (declared && declared !== 'var') return declared
  return call.kind() === 'object_creation_expression' ? plainName(fullType(file, call.field('type')?.text() ?? '')) : ''
}

/** The type of a name, or the text itself. */
export function typeOf(file: JavaFile, node: Node): string {
  const inner = unwrapped(node)
  const name = inner.text().replace(/^this\./, '')
  if (inner.kind() === 'cast_expression') return fullType(file, inner.field('type')?.text() ?? '')
  return file.locals.get(name) || file.unit.types.get(name) || name.slice(0, 80)
}

/** Without brackets, and without a cast when it is the value itself that is asked for. */
function unwrapped(node: Node): Node {
  let at = node
  while (at.kind() === 'parenthesized_expression' && at.child(1)) at = at.child(1) as Node
  return at
}
