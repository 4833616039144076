// A Redis Cluster of the test's own: three nodes on the loopback, each with a third of the keys and no replica.
import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Child, startChild } from '../launch/child.ts'
import { freePort } from '../launch/ports.ts'

export type RedisCluster = {
  settings: { REDIS_URL: string; REDIS_CLUSTER_NODES: string }
  /** Of the nodes, in the same order. */
  ports: number[]
  pids: number[]
  end: () => Promise<void>
}

/** Redis 7 brings the tool that makes one. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const nodes = await Promise.all([1, 2, 3].map(startNode))
  const ports = nodes.map(({ port }) => port)
  const end = async () => {
    for (const { child } of nodes) child.kill()
    await Promise.all(nodes.map(({ child }) => child.ended))
  }
  const run = (...args: string[]) => promisify(execFile)('redis-cli', args)
  const addresses = ports.map((port) => `127.0.0.1:${port}`)
  try {
    for (const port of ports) await untilTrue(async () => (await run('-p', `${port}`, 'ping')).stdout.includes('PONG'))
    await run('--cluster', 'create', ...addresses, '--cluster-yes')
    for (const port of ports)
      await untilTrue(async () => (await run('-p', `${port}`, 'cluster', 'info')).stdout.includes('cluster_state:ok'))
  } catch (error) {
    await end()
    throw error
  }
  const [first, ...others] = addresses
  const settings = { REDIS_URL: `redis://${first}`, REDIS_CLUSTER_NODES: others.join(',') }
  return { settings, ports, pids: nodes.map(({ child }) => child.pid), end }
}

async function startNode(): Promise<{ port: number; child: Child }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-redis-'))
  const [port, bus] = [await freePort(), await freePort()]
  const own = ['--port', `${port}`, '--cluster-port', `${bus}`, '--bind', '127.0.0.1', '--dir', folder]
  const cluster = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '1500', '--save', '', '--appendonly', 'no']
  const args = [...own, ...cluster, '--maxmemory-policy', 'noeviction']
  const output = { file: path.join(folder, 'log') }
  return { port, child: startChild({ name: 'redis', command: 'redis-server', args, env: process.env, output }) }
}

async function untilTrue(ask: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await ask().catch(() => false)); tries += 1) {
    if (tries > 200) throw new Error('the Redis Cluster did not come up')
    await pause(50)
  }
}
