// One process for rules: started when it is first needed, asked one thing at a time, killed when that takes too long.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Answer, AnyAnswer, Order } from './orders.ts'

const START_MS = 20_000
/** Native memory counts as well, so the kernel keeps watch; and the time, should nobody be left to kill it. */
const KILOBYTES = 1_200_000
const CPU_SECONDS = 300
const OLD_AFTER_MS = 120_000
const IDLE_MS = 600_000

/** `at`: the position of the rule that was running, if that is known. */
export type Stopped = { stopped: 'slow' | 'died'; at: number | null }
export type Answered = { value: AnyAnswer } | Stopped

/** `stall`: how long one rule may take; `total`: all of it, without the start of the process. */
export type Limits = { stall: number; total: number; signal: AbortSignal }

export type RuleChild = {
  /** The key of the rules it was sent last. */
  knows(): string
  /** `order` is made once it is certain which process will hear it, and what that one knows. */
  ask(order: (knows: string) => Order, limits: Limits): Promise<Answered>
  end(): void
}

type Beats = { last: number | null; at: number }
type Running = { child: ChildProcess; busy: number; ready: Promise<void>; beats: Beats; knows: string }

/** Beside this module; where Next has moved it away when it bundled it, below the project's folder. */
function program(): string {
  const beside = path.join(/* turbopackIgnore: true */ path.dirname(fileURLToPath(import.meta.url)), 'rule-process.ts')
  if (existsSync(beside)) return beside
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'src/analysis/own-rules/rule-process.ts')
}

export function ruleChild(file = program()): RuleChild {
  let running: Running | null = null
  let idle: NodeJS.Timeout | undefined
  return { knows: () => running?.knows ?? '', ask, end }

  function end(): void {
    clearTimeout(idle)
    running?.child.kill('SIGKILL')
    running = null
  }

  async function ask(make: (knows: string) => Order, limits: Limits): Promise<Answered> {
    limits.signal.throwIfAborted()
    clearTimeout(idle)
    if (running && running.busy > OLD_AFTER_MS) end()
    running ??= start(file)
    const { child, beats, ready } = running
    const began = performance.now()
    try {
      await ready
      beats.last = null
      const order = make(running.knows)
      if (order.do === 'judge') running.knows = order.key
      return await answered(child, beats, order, limits)
    } finally {
      if (running) running.busy += performance.now() - began
      if (child.exitCode !== null || child.signalCode !== null || child.killed) end()
      idle = setTimeout(end, IDLE_MS).unref()
    }
  }
}

function start(file: string): Running {
  const limits = `ulimit -d ${KILOBYTES}; ulimit -t ${CPU_SECONDS}; exec "$0" "$@"`
  const flags = ['--max-old-space-size=256', '--no-warnings']
  // It needs neither our secrets nor our terminal.
  const options = { env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'] } as unknown as SpawnOptions
  const child: ChildProcess = spawn('/bin/sh', ['-c', limits, process.execPath, ...flags, file], options)
  child.on('error', () => {})
  // One that waits for work keeps nobody from leaving; whoever waits for its answer has a clock running.
  child.unref()
  child.channel?.unref()
  const beats: Beats = { last: null, at: 0 }
  const pipe = child.stdio[4] as Readable
  pipe.on('error', () => {})
  pipe.on('data', (bytes: Buffer) => {
    if (bytes.length >= 2) Object.assign(beats, { last: bytes.readUInt16BE(bytes.length - 2), at: performance.now() })
  })
  const ready = new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), START_MS)
    child.once('message', () => over())
    child.once('exit', () => over())
    const over = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  return { child, busy: 0, ready, beats, knows: '' }
}

function answered(
  child: ChildProcess,
  beats: Beats,
  order: Order,
  { stall, total, signal }: Limits,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    let late = 0
    const watch = setInterval(look, Math.max(20, Math.min(stall, total) / 20))
    const over = (answer: Answered) => {
      tidy()
      resolve(answer)
    }
    const onMessage = (answer: Answer) => {
      if ('value' in answer) over(answer)
      else if ('error' in answer) over({ stopped: 'died', at: beats.last })
    }
    const onExit = () => over({ stopped: 'died', at: beats.last })
    const onAbort = () => {
      tidy()
      child.kill('SIGKILL')
      reject(signal.reason)
    }
    child.on('message', onMessage)
    child.once('exit', onExit)
    signal.addEventListener('abort', onAbort, { once: true })
    if (child.exitCode !== null || child.signalCode !== null) onExit()
    else child.send(order)

    function look() {
      const now = performance.now()
      const stalled = beats.last !== null && now - Math.max(began, beats.at) > stall
      // Seen twice: if it was this process that was held up, the news that all is well is read in between.
      late = stalled || now - began > total ? late + 1 : 0
      if (late < 2) return
      tidy()
      child.kill('SIGKILL')
      resolve({ stopped: 'slow', at: stalled ? beats.last : null })
    }
    function tidy() {
      clearInterval(watch)
      child.off('message', onMessage)
      child.off('exit', onExit)
      signal.removeEventListener('abort', onAbort)
    }
  })
}
