// What holds for a project, or for a workspace without one: which rules of its own, and what is said about all of them.
import { and, asc, eq, inArray, isNull, like, or, sql } from 'drizzle-orm'
import type { TeamRules } from '#analysis/analyse.ts'
import { type Folder, readFolder } from '#analysis/own-rules/read-folder.ts'
import { ruleSet } from '#analysis/own-rules/rule-set.ts'
import { LINTEL_FILE, RULES_FOLDER } from '#contract/lintel-file.ts'
import type { RuleDocument } from '#contract/rule-document.ts'
import type { AppliedSetting } from '#contract/rule-setting.ts'
import { db } from '#db/client.ts'
import { projectFiles } from '#db/schema/projects.ts'
import { type RuleRow, ruleSettings, rules } from '#db/schema/rules.ts'

/** `projectId` null: code that belongs to no project. */
export type Place = { workspaceId: string; projectId: string | null }

export type Homes = {
  rows: RuleRow[]
  settings: (typeof ruleSettings.$inferSelect)[]
  folder: Folder
}

/**
 * Null when nothing is said: most workspaces have no rules of their own. Only what was saved counts, never the code under
 * review. Rejects when `signal` is aborted.
 */
export async function teamRules(place: Place, signal: AbortSignal): Promise<TeamRules | null> {
  const homes = await readHomes(place, signal)
  const applied = homes.rows.flatMap(({ document, draft, projectId }) =>
    draft || !document ? [] : [{ document, projectId }],
  )
  const documents = new Map<string, RuleDocument>()
  // Whoever is nearer to the code wins: the project over its files, its files over the workspace.
  for (const { document, projectId } of applied) if (projectId === null) documents.set(document.id, document)
  for (const document of homes.folder.documents) documents.set(document.id, document)
  for (const { document, projectId } of applied) if (projectId !== null) documents.set(document.id, document)
  const settings = appliedSettings(homes)
  const { gaps } = homes.folder
  if (documents.size + settings.length + gaps.length === 0) return null
  return { set: ruleSet([...documents.values()]), settings, gaps }
}

/** In the order in which a later one wins; in one home, what is said for a path wins over what is said for all. */
export function appliedSettings({ settings, folder }: Pick<Homes, 'settings' | 'folder'>): AppliedSetting[] {
  const told = settings.map(({ ruleId, path, on, severity, projectId }) => ({
    ruleId,
    path,
    on,
    severity,
    home: projectId === null ? ('workspace' as const) : ('project' as const),
  }))
  const of = (home: AppliedSetting['home']) => told.filter((one) => one.home === home)
  return [...of('workspace'), ...folder.settings, ...of('project')]
}

export async function readHomes({ workspaceId, projectId }: Place, signal: AbortSignal): Promise<Homes> {
  const [rows, settings, files] = await Promise.all([
    db()
      .select()
      .from(rules)
      .where(and(eq(rules.workspaceId, workspaceId), inPlace(rules.projectId, projectId)))
      .orderBy(asc(rules.name)),
    db()
      .select()
      .from(ruleSettings)
      .where(and(eq(ruleSettings.workspaceId, workspaceId), inPlace(ruleSettings.projectId, projectId)))
      .orderBy(sql`${ruleSettings.path} nulls first`, asc(ruleSettings.id)),
    projectId === null ? [] : filesOf(workspaceId, projectId),
  ])
  return { rows, settings, folder: await readFolder(files, signal) }
}

const inPlace = (column: typeof rules.projectId | typeof ruleSettings.projectId, projectId: string | null) =>
  projectId === null ? isNull(column) : or(isNull(column), eq(column, projectId))

const filesOf = (workspaceId: string, projectId: string) =>
  db()
    .select({ path: projectFiles.path, content: projectFiles.content })
    .from(projectFiles)
    .where(
      and(
        eq(projectFiles.workspaceId, workspaceId),
        eq(projectFiles.projectId, projectId),
        or(inArray(projectFiles.path, [LINTEL_FILE]), like(projectFiles.path, `${RULES_FOLDER}%`)),
      ),
    )
    .orderBy(asc(projectFiles.path))
