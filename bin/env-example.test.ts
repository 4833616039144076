// The example of settings is complete and would work as it stands.
import { readFileSync } from 'node:fs'
import { parseEnv as parseFile } from 'node:util'
import { expect, test } from 'playwright/test'
import { parseEnv } from '#env.ts'
import { readSettings } from './launch/settings.ts'

const example = parseFile(readFileSync('.env.example', 'utf8'))
const namesIn = (file: string, pattern: RegExp) =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name as string)

test('every setting stands in .env.example', () => {
  const ofProduct = namesIn('src/env.ts', /^ {4}([A-Z][A-Z\d_]+):/gm)
  const ofLauncher = namesIn('bin/launch/settings.ts', /from\.([A-Z][A-Z\d_]+)|port\(from, '(?=\w)/g).filter(Boolean)
  const ports = namesIn('bin/launch/settings.ts', /port\(from, '([A-Z_]+)'/g)
  expect(ofProduct.length).toBeGreaterThan(20)
  expect([...ofLauncher, ...ports]).toEqual(expect.arrayContaining(['DATA_DIR', 'PG_PORT', 'REDIS_PORT']))
  for (const name of [...ofProduct, ...ofLauncher, ...ports]) expect(Object.keys(example)).toContain(name)
})

test('.env.example names nothing that is not a setting', () => {
  const known = [
    ...namesIn('src/env.ts', /^ {4}([A-Z][A-Z\d_]+):/gm),
    ...namesIn('bin/launch/settings.ts', /([A-Z][A-Z\d]*_?[A-Z\d_]+)/g),
  ]
  for (const name of Object.keys(example)) expect(known).toContain(name)
})

test('.env.example is accepted as it stands, and says the standard values', () => {
  const { DATABASE_URL, REDIS_URL, JWT_SECRET } = example
  const least = { DATABASE_URL, REDIS_URL, JWT_SECRET }
  expect(parseEnv(example)).toEqual({ ...parseEnv(least), ...parseEnv(example) })
  for (const [name, value] of Object.entries(parseEnv(least)))
    expect({ [name]: parseEnv(example)[name as keyof typeof least] }).toEqual({ [name]: value })
  expect(readSettings({ ...example, DATABASE_URL: '', REDIS_URL: '' })).toEqual(readSettings({}))
})
