// A link that can fail: a TCP proxy that cuts, swallows or delays what goes through it.
import { createServer, connect as dial, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../bin/launch/ports.ts'

export type Link = {
  port: number
  /** Every connection is reset. */
  cut(): void
  /** Connections stay open and nothing comes through; those that saw it stay dead, as half-open ones do. */
  blackHole(): void
  delay(ms: number): void
  /** For whoever connects from now on. */
  heal(): void
  close(): void
}

type Pair = { near: Socket; far: Socket; dead: boolean }

export async function openProxy(target: number): Promise<Link> {
  const pairs = new Set<Pair>()
  let swallowing = false
  let delayMs = 0
  const port = await freePort()
  const server = createServer((near) => {
    const pair = { near, far: dial(target, '127.0.0.1'), dead: swallowing }
    pairs.add(pair)
    forward(pair, pair.near, pair.far, () => delayMs)
    forward(pair, pair.far, pair.near, () => delayMs)
    near.on('close', () => {
      pairs.delete(pair)
      pair.far.destroy()
    })
    pair.far.on('close', () => pair.dead || near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const cut = () => {
    for (const { near } of pairs) near.resetAndDestroy()
  }
  return {
    port,
    cut,
    blackHole() {
      swallowing = true
      for (const pair of pairs) pair.dead = true
    },
    delay(ms) {
      delayMs = ms
    },
    heal() {
      swallowing = false
      delayMs = 0
    },
    close() {
      cut()
      server.close()
    },
  }
}

function forward(pair: Pair, from: Socket, to: Socket, delayMs: () => number): void {
  let before: Promise<unknown> = Promise.resolve()
  let waiting = 0
  from.on('error', () => {}) // the close that follows says it
  from.on('data', (chunk) => {
    const ms = delayMs()
    // What came first goes first, also when the delay ends in between.
    if (ms === 0 && waiting === 0) return void (pair.dead || to.write(chunk))
    waiting++
    const late = pause(ms)
    before = Promise.all([before, late]).then(() => {
      waiting--
      if (!pair.dead && !to.destroyed) to.write(chunk)
    })
  })
}
