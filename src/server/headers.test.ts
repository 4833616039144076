// What every answer says of the connection, by the address the instance is reached at.
import { expect, test } from 'playwright/test'
import { apart } from '../../bin/testing/apart.ts'

const script = `import { securityHeaders } from './src/server/headers.ts'
  tell(Object.fromEntries(securityHeaders())['strict-transport-security'] ?? null)`

test('W2: https is for good, where it is https', async () => {
  expect(await apart({ APP_ORIGIN: 'https://lintel.example' }, script)).toBe('max-age=31536000')
  expect(await apart({ APP_ORIGIN: 'http://localhost:3000' }, script)).toBeNull()
})

const refusing = `import { parseEnv } from '#env.ts'
  try { parseEnv(process.env); tell('accepted') } catch ({ message }) { tell(message) }`

test('S3, S6: no plain http but on this machine, and no secret that is missing or short', async () => {
  const says = (settings: Record<string, string>) => apart<string>(settings, refusing)
  expect(await says({ APP_ORIGIN: 'http://lintel.example' })).toMatch(/APP_ORIGIN is plain http/)
  expect(await says({ APP_ORIGIN: 'http://lintel.example', INSECURE_HTTP: '1' })).toBe('accepted')
  for (const JWT_SECRET of ['', 'x'.repeat(31)]) expect(await says({ JWT_SECRET })).toMatch(/JWT_SECRET must have 32/)
})

test('S6: the web and the worker refuse to start without a secret', async () => {
  const start = (entry: string) =>
    apart<[number, string]>(
      { ENV_FILE: '/dev/null' },
      `import { spawnSync } from 'node:child_process'
       const { JWT_SECRET, ...env } = process.env
       const { status, stderr } = spawnSync(process.execPath, ['bin/${entry}.mjs'], { env, encoding: 'utf8', timeout: 20_000 })
       tell([status, stderr])`,
    )
  for (const entry of ['web', 'worker']) {
    const [status, words] = await start(entry)
    expect(status, entry).toBe(1)
    expect(words).toMatch(/JWT_SECRET is needed/)
  }
})
