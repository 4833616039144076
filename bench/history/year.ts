// A seeded year: ten projects, reviews at an even pace, ten findings in each, of which one is new and one is fixed.
import type postgres from 'postgres'

export type Year = { workspaceId: string; projectId: string; from: string; to: string; sizes: Record<string, number> }

const PROJECTS = 10
const DAYS = 365
const FINDINGS = 10
const SEED = 42

/** Numbers that look random and are the same in every run. */
const dice = (what: string, sides: number, salt: number) =>
  `(abs(hashint8extended((${what})::bigint, ${SEED + salt})) % ${sides})::int`
const uuid = (what: string) =>
  `overlay(overlay(md5(${what} || '.${SEED}') placing '8' from 13) placing '8' from 17)::uuid`

export async function makeYear(sql: postgres.Sql, count: number): Promise<Year> {
  await sql.begin(async (tx) => {
    // Rows as the product leaves them, but written without its triggers; what these keep is then made anew, as at an upgrade.
    await tx`set local session_replication_role = replica`
    await tx`set local statement_timeout = 0`
    for (const statement of statements(count)) await tx.unsafe(statement)
    await tx`select remember_anew()`
  })
  await sql.unsafe('vacuum analyze')
  const [row] = await sql<[{ workspace: string; project: string; from: string; to: string }]>`
    select (select id from workspaces limit 1) as workspace, (select id from projects order by name limit 1) as project,
      (now() - interval '364 days')::date::text as from, now()::date::text as to`
  const sizes: Record<string, number> = {}
  for (const table of ['reviews', 'findings', 'tracked_findings', 'tallies', 'dismissals'])
    sizes[table] = Number((await sql`select count(*) from ${sql(table)}`)[0]?.count)
  return { workspaceId: row.workspace, projectId: row.project, from: row.from, to: row.to, sizes }
}

const statements = (count: number) => [
  `insert into users (id, email) values (${uuid("'somebody'")}, 'somebody@example.com')`,
  `insert into workspaces (id, name, kind) values (${uuid("'workspace'")}, 'somewhere', 'team')`,
  `insert into projects (id, workspace_id, name)
    select ${uuid("'p' || p")}, ${uuid("'workspace'")}, 'project ' || p from generate_series(0, ${PROJECTS - 1}) p`,
  reviews(count),
  files(count),
  found(count),
  fixed(count),
  dismissed(count),
]

const when = (i: string, count: number) => `now() - interval '${DAYS - 1} days' * (1 - (${i})::float8 / ${count})`
const review = (i: string) => uuid(`'r' || (${i})`)

const reviews = (count: number) => `
  insert into reviews (id, workspace_id, user_id, project_id, body_hash, title, status, failure_kind, attempt, created_at, started_at,
    finished_at, stage, engine, coverage, summary, usage)
  select ${review('i')}, ${uuid("'workspace'")}, ${uuid("'somebody'")}, ${uuid(`'p' || i % ${PROJECTS}`)}, 'x',
    'Change ' || i || ' of ' || (array['payments', 'stock', 'orders', 'login', 'mail'])[1 + ${dice('i', 5, 1)}],
    status, case when status = 'failed' then (array['deadline', 'poison', 'exhausted'])[1 + ${dice('i', 3, 2)}]::failure_kind end,
    1, at, at + ${dice('i', 3000, 3)} * interval '1 ms', at + (4000 + ${dice('i', 20000, 4)}) * interval '1 ms', 'done',
    '{"version":"1","analysers":[],"model":{"provider":"openai","name":"small"}}', '[]',
    '{"verdict":"findings","counts":{"critical":0,"high":0,"medium":0,"low":0}}',
    jsonb_build_object('inputTokens', 1000, 'outputTokens', 100, 'costUsd', ${dice('i', 1000, 5)} / 100000.0)
  from generate_series(0, ${count - 1}) i, lateral (select ${when('i', count)} as at,
    case when ${dice('i', 100, 6)} < 3 then 'failed' when ${dice('i', 100, 6)} < 5 then 'cancelled' else 'completed'
      end::review_status as status) s`

const path = (n: string) =>
  `'src/' || (array['api', 'core', 'jobs', 'web'])[1 + (${n}) % 4] || '/part_' || (${n}) || '.py'`

const files = (count: number) => `
  insert into review_files (review_id, workspace_id, path, position, language, content)
  select ${review('i')}, ${uuid("'workspace'")}, ${path(`${dice('i', 250, 7)} + 250 * f`)}, f,
    (array['python', 'python', 'typescript', 'go', 'java'])[1 + ${dice('i', 5, 8)}]::language, 'x = 1'
  from generate_series(0, ${count - 1}) i, generate_series(0, 1) f`

/** Each place of a project holds one finding for ten reviews in a row, then another: `birth` is which. */
const place = (count: number) => `generate_series(0, ${count - 1}) i, generate_series(0, ${FINDINGS - 1}) k, lateral (
    select (i / ${PROJECTS} + k) / ${FINDINGS} as birth) b, lateral (
    select birth * 1000 + k * ${PROJECTS} + i % ${PROJECTS} as one) o`

const columns = `(id, review_id, workspace_id, position, fingerprint, path, start_line, start_column, end_line, end_column,
    quote, severity, category, title, explanation, rule_id, source, state, fate, created_at)`

const finding = (i: string, position: string, state: string, count: number) => `
  select ${uuid(`'f' || (${i}) || '.' || (${position})`)}, ${review(i)}, ${uuid("'workspace'")}, ${position}, 'one-' || one,
    ${path(dice('one', 500, 9))}, 1 + ${dice('one', 300, 10)}, 1, 1 + ${dice('one', 300, 10)}, 9, 'x = 1',
    (array['critical', 'high', 'high', 'medium', 'medium', 'low'])[1 + ${dice('one', 6, 11)}]::severity,
    (array['bug', 'bug', 'security', 'performance', 'maintainability', 'style'])[1 + ${dice('one', 6, 12)}]::category,
    (array['A value from outside reaches SQL', 'A secret stands in the code', 'A file stays open', 'Always true'])[1 + ${dice('one', 4, 13)}],
    'It is one.', 'rule/' || ${dice('one', 60, 14)}, 'analyser', '${state}', 'shown', ${when(i, count)} + interval '5 seconds'`

const found = (count: number) => `
  insert into findings ${columns} ${finding('i', 'k', 'open', count)} from ${place(count)}`

/** In the review that comes after its ten. */
const fixed = (count: number) => `
  insert into findings ${columns} ${finding(`i + ${PROJECTS}`, `${FINDINGS} + k`, 'fixed', count)}
  from ${place(count)} where (i / ${PROJECTS} + k) % ${FINDINGS} = ${FINDINGS - 1} and i + ${PROJECTS} < ${count}`

const dismissed = (count: number) => `
  insert into dismissals (workspace_id, project_id, fingerprint, state, reason, said_at)
  select ${uuid("'workspace'")}, ${uuid(`'p' || i % ${PROJECTS}`)}, 'one-' || one, 'dismissed',
    (array['not-a-bug', 'wont-fix', 'not-relevant'])[1 + ${dice('one', 3, 15)}], ${when('i', count)} + interval '1 minute'
  from ${place(count)} where (i / ${PROJECTS} + k) % ${FINDINGS} = 3 and ${dice('one', 10, 16)} = 0`
