// The image's one entry: everything in one container, or the one process that is named.
const commands = {
  start: async () => (await import('./launch/start.ts')).start(['--echo']),
  web: () => import('./web.mjs'),
  worker: () => import('./worker.mjs'),
  migrate: () => import('./migrate.mjs'),
}

const [name = 'start'] = process.argv.slice(2)
if (Object.hasOwn(commands, name)) await commands[name]()
else {
  console.error(`"${name}" is not a command of Lintel. There are: ${Object.keys(commands).join(', ')}.`)
  process.exitCode = 1
}
