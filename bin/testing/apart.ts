// A process of its own, for what a test cannot do in the one it shares: other settings, other stores.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

// The log goes to stdout as well.
const MARK = '>>>'

/** Runs a script (an ES module in the project's folder) and answers what it gave to `tell`. */
export async function apart<Result>(
  settings: Record<string, string>,
  script: string,
  timeout = 30_000,
): Promise<Result> {
  const tell = `const tell = (result) => process.stdout.write('${MARK}' + JSON.stringify(result) + '${MARK}', () => process.exit(0));`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', tell + script], {
    env: { ...process.env, ...settings },
    timeout,
  })
  return JSON.parse(stdout.split(MARK)[1] as string)
}

/** Where nobody listens. */
export const NO_REDIS = { REDIS_URL: 'redis://127.0.0.1:1' }
export const NO_POSTGRES = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
