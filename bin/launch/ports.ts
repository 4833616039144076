// Finds free ports, and says which setting moves us off one that is taken.
import { type AddressInfo, createServer } from 'node:net'
import { refusal } from './refusal.ts'

export async function refuseBusyPort(host: string, port: number, setting: string): Promise<void> {
  const error = await listenOnce(host, port)
  if (error === undefined || typeof error === 'number') return
  if (error.code === 'EADDRINUSE')
    throw refusal(`Port ${port} is in use by another program. Stop that one, or choose another port with ${setting}.`)
  throw refusal(`Port ${port} on ${host} cannot be used (${error.code}). Choose another with ${setting} or HOST.`)
}

// Below the range from which the system takes ports for outgoing connections: one of those could take it from us again.
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if ((await listenOnce('127.0.0.1', port)) === port) return port
  }
  throw new Error('No free port was found between 20000 and 30000.')
}

const listenOnce = (host: string, port: number) =>
  new Promise<number | NodeJS.ErrnoException>((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen({ host, port, exclusive: true }, () => {
      const bound = (server.address() as AddressInfo).port
      server.close(() => resolve(bound))
    })
  })
