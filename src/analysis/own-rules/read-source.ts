// The text of a rule becomes a document, or the problems that keep it from being one, each with its line.

import { type Document, isAlias, isCollection, LineCounter, parseAllDocuments } from 'yaml'
import type { ZodError, z } from 'zod'
import { LintelFile, settingsIn } from '#contract/lintel-file.ts'
import { RuleDocument } from '#contract/rule-document.ts'
import type { AppliedSetting } from '#contract/rule-setting.ts'
import type { RuleProblem } from '#contract/rule-try.ts'

const MOST_RULES = 500
const DEEPEST = 32
const MOST_PROBLEMS = 10

/** `lineOf`: where a field of it stands, such as `rule.pattern`. */
export type Read<Document> = {
  document: Document | null
  problems: RuleProblem[]
  lineOf(path: string): number | null
}
export type ReadRule = Read<RuleDocument>

/** One entry for each document of the text; a text without any is one with a problem. */
export function readRules(source: string): ReadRule[] {
  const { documents, lines } = documentsIn(source)
  if (documents.length === 0) return [refused('There is no rule in it.')]
  if (documents.length > MOST_RULES) return [refused(`At most ${MOST_RULES} rules fit into one file.`)]
  return documents.map((document) => readOne(document, lines, RuleDocument))
}

/** The settings of a `lintel.yml`; where there is a problem, none. */
export function readSettings(source: string): { settings: AppliedSetting[]; problems: RuleProblem[] } {
  const { documents, lines } = documentsIn(source)
  const [first] = documents
  if (!first) return { settings: [], problems: [] }
  const { document, problems } = readOne(first, lines, LintelFile)
  return { settings: document ? settingsIn(document) : [], problems }
}

function documentsIn(source: string) {
  const lines = new LineCounter()
  const parsed = parseAllDocuments(source, { lineCounter: lines, prettyErrors: false })
  const all = (Array.isArray(parsed) ? parsed : []) as Document.Parsed[]
  return { lines, documents: all.filter(({ contents, errors }) => contents !== null || errors.length > 0) }
}

const nowhere = () => null
const refused = (message: string, line = 1): Read<never> => ({
  document: null,
  problems: [{ path: '', message, line }],
  lineOf: nowhere,
})

function readOne<Schema extends z.ZodType>(
  yaml: Document.Parsed,
  lines: LineCounter,
  schema: Schema,
): Read<z.infer<Schema>> {
  const lineAt = (offset: number) => lines.linePos(offset).line
  const [broken] = yaml.errors
  if (broken) return refused(broken.message, lineAt(broken.pos[0]))
  if (isDeep(yaml.contents)) return refused(`It is nested deeper than ${DEEPEST} levels.`)
  const lineOf = (path: string) => lineAt(placeOf(yaml, path === '' ? [] : path.split('.')))
  const plain = plainOf(yaml)
  const { success, data, error } = schema.safeParse(plain)
  if (success) return { document: data, problems: [], lineOf }
  const problems = issuesOf(error, plain).slice(0, MOST_PROBLEMS)
  return { document: null, problems: problems.map((one) => ({ ...one, line: lineOf(one.path) })), lineOf }
}

/** What refers to itself again and again has no plain form. */
function plainOf(yaml: Document.Parsed): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 20 })
  } catch {
    return null
  }
}

function issuesOf({ issues }: ZodError, plain: unknown): RuleProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.')
    const told = (path: string, message: string) => ({ path, message, line: null })
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => told([...issue.path, key].map(String).join('.'), `The field ${key} is not known.`))
    const isMissing = issue.path.length > 0 && valueAt(plain, issue.path) === undefined
    if (isMissing) return [told(path, `The field ${path} is missing.`)]
    if (path === '') return [told(path, 'A rule has fields, such as id, language, message and rule.')]
    return [told(path, issue.message)]
  })
}

const valueAt = (plain: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part], plain)

/** Where the value stands, or else the nearest thing around it. */
function placeOf(yaml: Document.Parsed, path: string[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = yaml.getIn(path.slice(0, depth).map(asIndex), true) as { range?: [number, number, number] } | undefined
    if (node?.range) return node.range[0]
  }
  return yaml.contents?.range?.[0] ?? 0
}

const asIndex = (part: string) => (/^\d+$/.test(part) ? Number(part) : part)

function isDeep(root: unknown): boolean {
  const waiting: [node: unknown, depth: number][] = [[root, 1]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, depth] = next
    if (depth > DEEPEST) return true
    if (isAlias(node) || !isCollection(node)) continue
    for (const item of node.items) {
      const inside = item as { key?: unknown; value?: unknown }
      waiting.push([inside.value ?? inside, depth + 1])
      if (inside.key) waiting.push([inside.key, depth + 1])
    }
  }
  return false
}
