// Claims that can be checked by looking: that a name is unused, missing or defined twice.
import type { Item } from './answer.ts'

/** Why the claim is wrong, or null when it is right or of another kind. */
export function disproved({ title, explanation }: Pick<Item, 'title' | 'explanation'>, content: string): string | null {
  const said = `${title}. ${explanation.split(/(?<=\.)\s/)[0] ?? ''}`
  for (const { shape, isWrong, reason } of kinds) {
    const name = shape.exec(said)?.slice(1).find(Boolean)
    if (name && name.length > 1 && isWrong(content, name)) return reason(name)
  }
  return null
}

type Kind = { shape: RegExp; isWrong(content: string, name: string): boolean; reason(name: string): string }

const QUOTED = '[`\'"]([A-Za-z_$][\\w$]*)[`\'"]'

const kinds: Kind[] = [
  {
    shape: new RegExp(
      `^unused (?:import|variable|function|parameter|constant|class)s?:? ${QUOTED}|${QUOTED} (?:is|are) (?:never used|unused|not used)`,
      'i',
    ),
    isWrong: (content, name) => uses(content, name) > 1,
    reason: (name) => `It says that ${name} is unused, and it is used.`,
  },
  {
    shape: new RegExp(
      `^(?:missing import|undefined (?:name|variable|function))(?: of| for)?:? ${QUOTED}|${QUOTED} (?:is|are) (?:not imported|not defined|never defined|undeclared|never imported)`,
      'i',
    ),
    isWrong: (content, name) => defines(content, name),
    reason: (name) => `It says that ${name} is missing, and it is there.`,
  },
  {
    shape: new RegExp(
      `^duplicate (?:definition|function|import|class|key)s?(?: of)?:? ${QUOTED}|${QUOTED} is (?:defined|declared|imported) twice`,
      'i',
    ),
    isWrong: (content, name) => uses(content, name) < 2,
    reason: (name) => `It says that ${name} is there twice, and it is there once.`,
  },
]

const literal = (name: string) => name.replaceAll('$', '\\$')
const uses = (content: string, name: string) =>
  content.match(new RegExp(`(?<![\\w$])${literal(name)}(?![\\w$])`, 'g'))?.length ?? 0

const defines = (content: string, name: string) =>
  new RegExp(
    `(?:\\b(?:def|class|func|function|const|let|var|type|interface|enum)\\s+|\\bimport\\b[^\\n;]{0,200}(?<![\\w$])|^\\s*|,\\s*)${literal(name)}(?![\\w$])\\s*(?:$|[=(,:;}\\n]|\\bfrom\\b|\\bas\\b)`,
    'm',
  ).test(content) && uses(content, name) > 1
