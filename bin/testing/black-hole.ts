// A way to a server that can fall silent: connections stay open, and nothing goes through any more.
import { connect, createServer, type Socket } from 'node:net'
import { freePort } from '../launch/ports.ts'

export type Way = { url: string; fallSilent: () => void; close: () => void }

/** @param url of the server behind it; the same but for host and port is what clients are given. */
export async function openWay(url: string): Promise<Way> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let silent = false
  const server = createServer((client) => {
    const behind = connect(Number(target.port), target.hostname)
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => !silent && to.write(chunk))
      from.on('close', () => to.destroy())
      from.on('error', () => {})
    }
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const way = new URL(url)
  way.host = `127.0.0.1:${port}`
  const close = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  const fallSilent = () => {
    silent = true
  }
  return { url: way.href, fallSilent, close }
}
