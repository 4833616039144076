// What every entry does first: reads `.env` (what the process was given wins) and settles how Next behaves.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.ts'

/** `ENV_FILE` names another file than `.env`. */
export function prepareProcess(): void {
  process.chdir(root)
  const file = path.resolve(root, process.env.ENV_FILE || '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const NODE_ENV = process.env.NODE_ENV || 'production'
  // The second keeps Next from reading `.env` again by rules of its own, for us it has been read.
  Object.assign(process.env, { NODE_ENV, NEXT_TELEMETRY_DISABLED: '1', __NEXT_PROCESSED_ENV: 'true' })
}
