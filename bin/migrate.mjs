// `pnpm db:migrate`: brings the database at DATABASE_URL up to date, once, however many start it at the same time.
import { requireNode } from './node-version.mjs'

requireNode('pnpm db:migrate')
const { prepareProcess } = await import('./launch/prepare-process.ts')
const { migrateDatabase } = await import('./launch/migrate.ts')
const { report } = await import('./launch/refusal.ts')
prepareProcess()
try {
  await migrateDatabase(process.env.DATABASE_URL)
  console.log('The database is up to date.')
} catch (error) {
  report(error)
  process.exitCode = 1
}
