// A live socket that costs its client next to nothing: the handshake and the frames by hand.
import { connect, type Socket } from 'node:net'

export type Line = {
  say: (message: object) => void
  /** From now on, and nobody else. */
  hear: (told: (text: string) => void) => void
  /** When the server ends it. */
  onLost: (tell: () => void) => void
  close: () => void
}

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

/** Pings are answered from the first moment, whoever hears: one that is missed costs the socket. */
function lineOn(socket: Socket): Line {
  let rest = ''
  let told: (text: string) => void = () => {}
  socket.on('data', (text: string) => {
    rest += text
    for (let frame = frameIn(rest); frame; frame = frameIn(rest)) {
      rest = rest.slice(frame.end)
      if (frame.kind === PING) socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]))
      else told(frame.text)
    }
  })
  return {
    say(message) {
      const text = Buffer.from(JSON.stringify(message))
      if (text.length > 125) throw new Error('only short messages')
      // A mask of zeros leaves the text as it is.
      socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]))
    },
    hear(listener) {
      told = listener
    },
    onLost: (tell) => void socket.once('end', tell),
    close: () => socket.destroy(),
  }
}

const PING = 0x9

/** The first whole one (RFC 6455, 5.2), a character for each byte; a server masks nothing. */
function frameIn(bytes: string): { kind: number; text: string; end: number } | null {
  const short = bytes.charCodeAt(1)
  const start = short === 127 ? 10 : short === 126 ? 4 : 2
  if (bytes.length < start) return null
  const digits = Buffer.from(bytes.slice(start === 2 ? 1 : Math.max(2, start - 6), start), 'latin1')
  const end = start + digits.readUIntBE(0, digits.length)
  return bytes.length < end ? null : { kind: bytes.charCodeAt(0) & 0xf, text: bytes.slice(start, end), end }
}
