// Another host, as far as a process can tell: a name and a network of its own, with one cable to this machine that can be
// pulled out. Linux lets root have such (namespaces).
import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { connect, createServer, type Server } from 'node:net'
import { freePort } from '../launch/ports.ts'

export type Host = {
  name: string
  /** What to put in front of a command, so that it runs there. */
  inside: string[]
  /** A server of this machine's loopback by an address that is good over there. */
  reach: (url: string) => Promise<string>
  /** Nothing goes through any more, and nobody is told. */
  unplug: () => void
  plug: () => void
  /** Who still runs there is to be ended first. */
  end: () => void
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' })

/** Empty where hosts can be had. */
export function missingHosts(): string {
  try {
    const probe = `lintel-${process.pid}-probe`
    ip('netns', 'add', probe)
    ip('netns', 'del', probe)
    return ''
  } catch {
    return 'Workers on other hosts are not tested: that takes Linux, root and `ip netns`, or a container with CAP_SYS_ADMIN and CAP_NET_ADMIN'
  }
}

export function openHost(): Host {
  const number = randomInt(2 ** 14)
  const [name, near, far] = [`lintel-${number}`, `lintel${number}`, `lintel${number}x`]
  const network = `10.213.${number >> 6}`
  const first = (number & 63) * 4
  const address = `${network}.${first + 1}`
  ip('netns', 'add', name)
  ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name)
  ip('addr', 'add', `${address}/30`, 'dev', near)
  ip('-n', name, 'addr', 'add', `${network}.${first + 2}/30`, 'dev', far)
  ip('-n', name, 'link', 'set', 'lo', 'up')
  ip('-n', name, 'link', 'set', far, 'up')
  const [plug, unplug] = [() => void ip('link', 'set', near, 'up'), () => void ip('link', 'set', near, 'down')]
  plug()
  const servers: Server[] = []
  return {
    name,
    inside: ['ip', 'netns', 'exec', name, 'unshare', '--uts', 'sh', '-c', 'hostname "$0" && exec "$@"', name],
    async reach(url) {
      const way = new URL(url)
      const port = await freePort()
      servers.push(await passOn(way, port, address))
      way.host = `${address}:${port}`
      return `${way}`
    },
    unplug,
    plug,
    end() {
      for (const server of servers) server.close()
      ip('netns', 'del', name) // the cable goes with it
    },
  }
}

/** Whoever comes to the address speaks with the server behind the URL. */
async function passOn({ port: behind, hostname }: URL, port: number, address: string): Promise<Server> {
  const server = createServer((client) => {
    const target = connect(Number(behind), hostname)
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const)
      from
        .pipe(to)
        .on('close', () => from.destroy())
        .on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(port, address, resolve))
  return server
}
