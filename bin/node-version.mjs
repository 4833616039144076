// Stops an entry script that was started on a Node too old to run TypeScript, and says what to run instead.
const [major, minor] = process.versions.node.split('.').map(Number)

export function requireNode(insteadRun) {
  if (major > 22 || (major === 22 && minor >= 18)) return
  console.error(`Lintel runs on Node 24 (22.18 at least); this is ${process.version}.`)
  console.error(`Run "${insteadRun}": it uses the Node that comes with the packages (node_modules/.bin/node).`)
  process.exit(1)
}
