// A rule is tried: on files at hand, on a project, or on its own tests alone. Nothing is kept.
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { candidates } from '#analysis/candidates.ts'
import type { CodeFile } from '#analysis/hit.ts'
import { rulePool } from '#analysis/own-rules/rule-pool.ts'
import { languageOf } from '#contract/language.ts'
import { Problem } from '#contract/problem.ts'
import type { RuleDocument } from '#contract/rule-document.ts'
import type { RuleTrial, RuleTried } from '#contract/rule-try.ts'
import { db } from '#db/client.ts'
import { projectFiles, projects } from '#db/schema/projects.ts'

const LIMIT_MS = 2000
const MOST_WAITING = 24
const MOST_FINDINGS = 100
/** What can be looked at in the time: the files that were changed last. */
const MOST_FILES = 300
const MOST_BYTES = 2 * 1024 * 1024

/** `document` is null when there are problems. */
export type Tried = { tried: RuleTried; document: RuleDocument | null }

/** Throws `not-found` for a project that is not the actor's, `unavailable` when too many are being tried. */
export async function tryRule(actor: Actor, { source, files, projectId }: RuleTrial): Promise<RuleTried> {
  const given = files.map(({ path, content, language }) => ({
    path,
    content,
    language: language ?? languageOf(path) ?? 'text',
  }))
  const code = projectId === undefined ? given : await codeOfProject(actor, projectId)
  return (await tryOn(source, code)).tried
}

/** On the saved code of the whole workspace, as far as it can be looked at. */
export const tryOnWorkspace = async (actor: Actor, projectId: string | null, source: string): Promise<Tried> =>
  tryOn(source, projectId ? await codeOfProject(actor, projectId) : await codeOf(actor))

async function tryOn(source: string, files: CodeFile[]): Promise<Tried> {
  const answer = await inTurn(source, files)
  if ('stopped' in answer) {
    const why =
      answer.stopped === 'slow' ? `did not end within ${LIMIT_MS / 1000} s` : 'needed too much memory or crashed'
    return { document: null, tried: { ...nothing, name: nameIn(source), stopped: `The rule ${why} and was stopped.` } }
  }
  const [first] = answer.rules
  const problems = answer.rules.length > 1 ? [onlyOne] : (first?.problems ?? [])
  const findings = answer.hits.flatMap(({ path, hits }) => {
    const file = files.find((one) => one.path === path)
    return file ? candidates(file, hits, 'rule') : []
  })
  return {
    document: problems.length === 0 ? (first?.document ?? null) : null,
    tried: {
      name: first?.document?.id ?? nameIn(source),
      problems,
      tests: first?.tests ?? [],
      findings: findings.slice(0, MOST_FINDINGS),
      places: findings.length,
      filesMatched: answer.hits.length,
      filesRead: answer.filesRead,
      stopped: null,
    },
  }
}

/** Each takes two seconds at most: who would wait much longer is told to come back. */
async function inTurn(source: string, files: CodeFile[]) {
  if (trying >= MOST_WAITING)
    throw new Problem('unavailable', 'Too many rules are being tried. Try again in a moment.', { retryAfterSeconds: 5 })
  trying++
  try {
    const limits = { stall: LIMIT_MS, total: LIMIT_MS, signal: AbortSignal.timeout(60_000) }
    return await rulePool().read(source, files, limits)
  } finally {
    trying--
  }
}
let trying = 0

const onlyOne = { path: '', message: 'One rule at a time: this text holds several.', line: null }
const nothing = { problems: [], tests: [], findings: [], places: 0, filesMatched: 0, filesRead: 0 }

/** What a rule that cannot be read wants to be called. */
const nameIn = (source: string): string | null =>
  /^id:\s*["']?([a-z0-9][a-z0-9._-]{0,63})["']?\s*$/m.exec(source)?.[1] ?? null

async function codeOfProject(actor: Actor, projectId: string): Promise<CodeFile[]> {
  const own = and(eq(projects.id, projectId), eq(projects.workspaceId, actor.workspaceId))
  if (!(await db().$count(projects, own))) throw new Problem('not-found', 'There is no such project.')
  return codeOf(actor, projectId)
}

/** Two projects may have a file of one name: it is told with its project. */
async function codeOf({ workspaceId }: Actor, projectId?: string): Promise<CodeFile[]> {
  const rows = await db()
    .select({ project: projects.name, path: projectFiles.path, content: projectFiles.content })
    .from(projectFiles)
    .innerJoin(projects, eq(projects.id, projectFiles.projectId))
    .where(
      and(
        eq(projectFiles.workspaceId, workspaceId),
        projectId === undefined ? undefined : eq(projectFiles.projectId, projectId),
        sql`octet_length(${projectFiles.content}) <= ${MOST_BYTES}`,
      ),
    )
    .orderBy(desc(projectFiles.updatedAt), projectFiles.path)
    .limit(MOST_FILES)
  let bytes = 0
  return rows.flatMap(({ project, path, content }) => {
    bytes += content.length
    if (bytes > MOST_BYTES) return []
    const name = projectId === undefined ? `${project.replaceAll('/', '-')}/${path}` : path
    return [{ path: name, content, language: languageOf(path) ?? 'text' }]
  })
}
