// A client that costs next to nothing: requests as bytes over kept connections, so that the server is what is measured.
import { connect, type Socket } from 'node:net'

export type Connections = {
  /** One request on a connection that is free; throws for every answer but 200. */
  ask: () => Promise<void>
  close: () => void
}

type Waiting = { answered: () => void; failed: (error: Error) => void }

export function openConnections(address: string, headers: Record<string, string> = {}): Connections {
  const { hostname, port, host, pathname, search } = new URL(address)
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const request = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`)
  const all = new Map<Socket, Waiting | null>()
  const free: Socket[] = []

  function open(): Socket {
    const socket = connect({ port: Number(port), host: hostname, noDelay: true })
    let text = ''
    const fail = (error: Error) => all.get(socket)?.failed(error)
    socket.setEncoding('latin1')
    socket.on('error', fail).on('close', () => fail(new Error(`${address} closed the connection`)))
    socket.on('data', (chunk: string) => {
      text += chunk
      if (!isWhole(text)) return
      const waiting = all.get(socket)
      const isGood = text.startsWith('HTTP/1.1 200 ')
      if (isGood) waiting?.answered()
      else waiting?.failed(new Error(`${address} answered ${text.slice(0, 300)}`))
      text = ''
      all.set(socket, null)
      free.push(socket)
    })
    return socket
  }

  const ask = () =>
    new Promise<void>((answered, failed) => {
      const socket = free.pop() ?? open()
      all.set(socket, { answered, failed })
      socket.write(request)
    })
  const close = () => {
    for (const socket of all.keys()) socket.destroy()
  }
  return { ask, close }
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head + 2))?.[1]
  return length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length >= head + 4 + Number(length)
}
