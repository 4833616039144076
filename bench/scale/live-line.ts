// A live socket that costs its client next to nothing: the handshake by hand, frames counted and not read.
import { connect, type Socket } from 'node:net'

/** `hear`: from now on, and nobody else. */
export type Line = { say: (message: object) => void; hear: (told: (text: string) => void) => void; close: () => void }

/** Rejects when the upgrade is refused. */
export function openLine(origin: string, cookie: string): Promise<Line> {
  const { hostname, port, host } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  const lines = [
    'GET /api/live HTTP/1.1',
    `Host: ${host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Cookie: ${cookie}`,
  ]
  const own = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', '', '']
  socket.write([...lines, ...own].join('\r\n'))
  socket.setEncoding('latin1')
  return new Promise((opened, refused) => {
    socket.once('error', refused)
    socket.once('data', (text: string) => {
      if (text.startsWith('HTTP/1.1 101')) opened(lineOn(socket))
      else refused(new Error(`the live door answered ${text.slice(0, 60)}`))
    })
  })
}

const PING = '\x89'

const lineOn = (socket: Socket): Line => ({
  say(message) {
    const text = Buffer.from(JSON.stringify(message))
    if (text.length > 125) throw new Error('only short messages')
    // A mask of zeros leaves the text as it is.
    socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]))
  },
  hear(told) {
    socket.removeAllListeners('data')
    socket.on('data', (text: string) => {
      if (text.startsWith(PING)) socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]))
      told(text)
    })
  },
  close: () => socket.destroy(),
})
