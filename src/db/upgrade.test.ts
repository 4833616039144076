// A database as the first release left it, with rows in it, is brought up to date, and the product goes on with it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { expect, test } from 'playwright/test'
import postgres from 'postgres'
import { migrateDatabase } from '../../bin/launch/migrate.ts'
import { inRoot } from '../../bin/launch/root.ts'
import { apart } from '../../bin/testing/apart.ts'

const [user, place, project] = ['1', '2', '3'].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
]
const [ended, pending, running] = ['4', '5', '6'].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
]

/** The folder of migrations as it was when there were only the first ones. */
function migrationsUpTo(count: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-migrations-'))
  mkdirSync(path.join(folder, 'meta'))
  const journal = JSON.parse(readFileSync(inRoot('drizzle/meta/_journal.json'), 'utf8'))
  journal.entries = journal.entries.slice(0, count)
  writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify(journal))
  for (const { tag } of journal.entries) cpSync(inRoot('drizzle', `${tag}.sql`), path.join(folder, `${tag}.sql`))
  return folder
}

/** Answers its URL. */
async function databaseOfOld(): Promise<string> {
  const server = process.env.TEST_POSTGRES_URL as string
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin`drop database if exists lintel_upgrade with (force)`
  await admin`create database lintel_upgrade`
  await admin.end()
  const url = new URL(server)
  url.pathname = '/lintel_upgrade'
  const sql = postgres(url.href, { max: 1, onnotice: () => {} })
  await migrate(drizzle(sql), { migrationsFolder: migrationsUpTo(2) })
  await sql.end()
  const filling = postgres(url.href, { max: 1 }) // Drizzle has taken the other one's JSON over
  await fill(filling)
  await filling.end()
  return url.href
}

async function fill(sql: postgres.Sql): Promise<void> {
  await sql`insert into users (id, email, name, role) values (${user}, 'ada@example.com', 'Ada', 'administrator')`
  await sql`insert into workspaces (id, name, kind) values (${place}, 'Ada', 'personal')`
  await sql`insert into memberships (workspace_id, user_id, role) values (${place}, ${user}, 'owner')`
  await sql`insert into projects (id, workspace_id, name, created_by) values (${project}, ${place}, 'engine', ${user})`
  await sql`insert into project_files (workspace_id, project_id, path, content) values (${place}, ${project}, 'a.py', 'x = 1')`
  const engine = sql.json({ version: '0', analysers: [], model: null })
  const summary = sql.json({ verdict: 'findings', counts: { critical: 0, high: 1, medium: 0, low: 0 } })
  const coverage = sql.json([{ path: 'a.py', status: 'reviewed' }])
  const usage = sql.json({ inputTokens: 0, outputTokens: 0, costUsd: 0 })
  await sql`insert into reviews (id, workspace_id, user_id, project_id, title, body_hash, status, attempt, started_at, finished_at, engine, summary, coverage, usage)
    values (${ended}, ${place}, ${user}, ${project}, 'difference engine', 'x', 'completed', 1, now(), now(), ${engine}, ${summary}, ${coverage}, ${usage})`
  await sql`insert into reviews (id, workspace_id, user_id, body_hash) values (${pending}, ${place}, ${user}, 'y')`
  await sql`insert into reviews (id, workspace_id, user_id, body_hash, status, attempt, started_at, lease_token, lease_until)
    values (${running}, ${place}, ${user}, 'z', 'running', 1, now(), gen_random_uuid(), now() - interval '1 minute')`
  for (const id of [ended, pending, running])
    await sql`insert into review_files (review_id, workspace_id, path, position, language, content)
      values (${id}, ${place}, 'a.py', 0, 'python', 'import os\nos.system(input())\n')`
  await sql`insert into findings (id, review_id, workspace_id, position, fingerprint, path, start_line, start_column, end_line, end_column,
      quote, severity, category, title, explanation, rule_id, source, fate)
    values (gen_random_uuid(), ${ended}, ${place}, 0, 'f', 'a.py', 2, 1, 2, 10, 'os.system', 'high', 'security', 'A shell runs it', 'It does.', 'ruff/S605', 'analyser', 'shown')`
}

test('everything is still there, is found by its words, and what was waiting is claimed', async () => {
  const DATABASE_URL = await databaseOfOld()
  await Promise.all([migrateDatabase(DATABASE_URL), migrateDatabase(DATABASE_URL)]) // several start at once
  const seen = await apart<Record<string, unknown>>(
    { DATABASE_URL },
    `const { listReviews } = await import('#reviews/list-reviews.ts')
     const { readReview } = await import('#reviews/read.ts')
     const { listProjects } = await import('#projects/read.ts')
     const { claimNextReview } = await import('#reviews/claim.ts')
     const { reclaimReviews } = await import('#reviews/sweep.ts')
     const actor = { userId: '${user}', workspaceId: '${place}', sessionId: '${user}', email: 'ada@example.com', name: 'Ada', role: 'administrator' }
     const before = (await readReview(actor, '${ended}')).review
     const found = await listReviews(actor, { q: 'difference', limit: 10 })
     const projects = await listProjects(actor)
     const job = await claimNextReview('a test')
     await reclaimReviews()
     const reclaimed = (await readReview(actor, '${running}')).review.status
     tell({ before, found: found.items.map(({ id }) => id), projects, job: job.id, files: job.files, reclaimed })`,
  )
  expect(seen.before).toMatchObject({
    status: 'completed',
    title: 'difference engine',
    findings: [{ ruleId: 'ruff/S605' }],
  })
  expect(seen.found).toEqual([ended])
  expect(seen.projects).toMatchObject([{ name: 'engine', files: 1, reviews: 1 }])
  expect(seen.job).toBe(pending)
  expect(seen.reclaimed, 'its worker left it before the upgrade').toBe('pending')
  expect(seen.files).toMatchObject([{ path: 'a.py', language: 'python' }])
})
