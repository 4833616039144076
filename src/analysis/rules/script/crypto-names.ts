// How a file calls functions of Node's crypto, and what is to be added to an import that lacks them.
import { isText, type Node } from './node.ts'
import type { Script, ScriptMend } from './rule.ts'

type Names = { local: string[]; edits: ScriptMend['edits'] }

/** In the order asked for; null when the file takes nothing from crypto. */
export function cryptoNames(wanted: string[], { code, text }: Script): Names | null {
  for (const statement of code.ast.body as unknown as Node[]) {
    const names = imported(statement, wanted, text) ?? required(statement, wanted, text)
    if (names) return names
  }
  return null
}

const isCrypto = (source: Node | undefined) => isText(source) && /^(node:)?crypto$/.test(source.value)

function imported(statement: Node, wanted: string[], text: string): Names | null {
  if (statement.type !== 'ImportDeclaration' || !isCrypto(statement.source) || statement.importKind === 'type')
    return null
  const specifiers = statement.specifiers as Node[]
  const whole = specifiers.find(({ type }) => type !== 'ImportSpecifier')
  if (whole) return members(whole.local as Node, wanted)
  return fromList(specifiers, wanted, text, (one, name) =>
    one.imported?.name === name ? (one.local as Node) : undefined,
  )
}

function required(statement: Node, wanted: string[], text: string): Names | null {
  const [declarator] = statement.type === 'VariableDeclaration' ? (statement.declarations ?? []) : []
  const call = declarator?.init
  if (call?.callee?.name !== 'require' || !isCrypto(call.arguments?.[0])) return null
  if (declarator?.id?.type === 'Identifier') return members(declarator.id, wanted)
  const properties = declarator?.id?.properties ?? []
  return fromList(properties, wanted, text, (one, name) => (one.key?.name === name ? (one.value as Node) : undefined))
}

const members = (whole: Node, wanted: string[]): Names => ({
  local: wanted.map((name) => `${whole.name}.${name}`),
  edits: [],
})

function fromList(
  list: Node[],
  wanted: string[],
  text: string,
  local: (one: Node, name: string) => Node | undefined,
): Names | null {
  const last = list.at(-1)
  if (!last) return null
  const found = wanted.map((name) => list.map((one) => local(one, name)).find(Boolean)?.name)
  const missing = wanted.filter((_name, at) => !found[at])
  // The last is written anew with the others behind it: two such mends at once would otherwise add them twice.
  const newText = [text.slice(...last.range), ...missing].join(', ')
  const edits: Names['edits'] = missing.length > 0 ? [{ at: last.range, newText }] : []
  return { local: wanted.map((name, at) => found[at] ?? name), edits }
}
