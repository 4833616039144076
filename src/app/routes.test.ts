// Every address of the HTTP interface: a new one is written down here, and none goes without a wrapper.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'

const written = [
  'DELETE /api/admin/invitations/{id}',
  'DELETE /api/admin/people/{id}/sessions',
  'DELETE /api/auth/sessions/{id}',
  'DELETE /api/findings/{id}/comments/{commentId}',
  'DELETE /api/guidelines/{id}',
  'DELETE /api/projects/{id}',
  'DELETE /api/projects/{id}/files/{fileId}',
  'DELETE /api/projects/{id}/folders',
  'DELETE /api/reviews/{id}',
  'DELETE /api/rules/{id}',
  'DELETE /api/tokens/{id}',
  'DELETE /api/users/me',
  'DELETE /api/webhook',
  'DELETE /api/{...path}',
  'GET /api/admin/instance',
  'GET /api/admin/invitations',
  'GET /api/admin/people',
  'GET /api/audit',
  'GET /api/auth/sessions',
  'GET /api/auth/{...nextauth}',
  'GET /api/findings',
  'GET /api/findings/{id}/comments',
  'GET /api/guidelines',
  'GET /api/insights',
  'GET /api/model',
  'GET /api/openapi.json',
  'GET /api/projects',
  'GET /api/projects/{id}',
  'GET /api/projects/{id}/export',
  'GET /api/projects/{id}/files',
  'GET /api/projects/{id}/files/{fileId}',
  'GET /api/projects/{id}/search',
  'GET /api/retention',
  'GET /api/reviews',
  'GET /api/reviews/compare',
  'GET /api/reviews/{id}',
  'GET /api/reviews/{id}/export',
  'GET /api/reviews/{id}/files',
  'GET /api/reviews/{id}/findings',
  'GET /api/reviews/{id}/model-calls',
  'GET /api/reviews/{id}/timeline',
  'GET /api/rules',
  'GET /api/rules/{id}',
  'GET /api/tokens',
  'GET /api/users/me',
  'GET /api/users/me/export',
  'GET /api/webhook',
  'GET /api/webhook/deliveries',
  'GET /api/{...path}',
  'GET /healthz',
  'GET /metrics',
  'GET /readyz',
  'PATCH /api/admin/people/{id}',
  'PATCH /api/findings/{id}',
  'PATCH /api/projects/{id}',
  'PATCH /api/projects/{id}/files/{fileId}',
  'PATCH /api/users/me',
  'PATCH /api/{...path}',
  'POST /api/admin/invitations',
  'POST /api/admin/model/check',
  'POST /api/admin/people/{id}/reset-link',
  'POST /api/auth/login',
  'POST /api/auth/logout',
  'POST /api/auth/refresh',
  'POST /api/auth/register',
  'POST /api/auth/reset',
  'POST /api/auth/{...nextauth}',
  'POST /api/findings/{id}/ask',
  'POST /api/findings/{id}/comments',
  'POST /api/guidelines',
  'POST /api/guidelines/{id}/rule',
  'POST /api/improve',
  'POST /api/model/estimate',
  'POST /api/projects',
  'POST /api/projects/{id}/files',
  'POST /api/projects/{id}/import',
  'POST /api/projects/{id}/move',
  'POST /api/reviews',
  'POST /api/reviews/bulk',
  'POST /api/reviews/{id}/cancel',
  'POST /api/reviews/{id}/retry',
  'POST /api/rules',
  'POST /api/rules/try',
  'POST /api/tokens',
  'POST /api/webhook/secret',
  'POST /api/webhook/test',
  'POST /api/{...path}',
  'PUT /api/auth/password',
  'PUT /api/guidelines/{id}',
  'PUT /api/projects/{id}/files/{fileId}',
  'PUT /api/retention',
  'PUT /api/rules/settings',
  'PUT /api/rules/{id}',
  'PUT /api/webhook',
  'PUT /api/{...path}',
]

const files = globSync('src/app/**/route.{ts,tsx}')
const exportsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^export (?!type\b)(?:const (\w+)(?:: \w+)? = )?(.*)$/gm)].map(
    ([line, name, made = '']) => ({ line, name, made }),
  )
const addressOf = (file: string) =>
  file
    .replace(/^src\/app|\/route\.tsx?$/g, '')
    .replace(/\/\([^)]+\)/g, '')
    .replace(/\[([^\]]+)\]/g, '{$1}')

test('the routes of the tree are the routes of this list', () => {
  const found = files.flatMap((file) => exportsOf(file).map(({ name }) => `${name} ${addressOf(file)}`))
  expect(found.sort()).toEqual(written.toSorted())
})

// A handler that the front door answers with too stands beside its route, which hands it on.
for (const file of [...files, ...globSync('src/app/**/handler.ts')])
  test(`${addressOf(file)} exports only handlers made by a wrapper`, () => {
    const text = readFileSync(file, 'utf8')
    const isWrapped = (made: string) => /^(signedIn|open|administrator)(?:<Asked[^(]*>)?\(/.test(made)
    const isNamed = (made: string) =>
      /^\w+$/.test(made) &&
      new RegExp(`^const ${made} = (signedIn|open|administrator)(?:<Asked[^(]*>)?\\(`, 'm').test(text)
    const isHandedOn = (made: string) =>
      text.includes(`import { GET as ${made.replace(/^asRoute\((\w+)\)$/, '$1')} } from './handler.ts'\n`)
    const own = exportsOf(file).filter(({ made }) => !isHandedOn(made))
    const bare = own.filter(({ name, made }) => !name || !(isWrapped(made) || isNamed(made)))
    expect(bare.map(({ line }) => line)).toEqual([])
    if (own.length === 0) return
    expect(text).toMatch(/import \{[^}]*\b(signedIn|open|administrator)\b[^}]*\} from '[./]+(api\/)?handle\.ts'/)
  })
