// Many people at once for some minutes: what they waited for, what failed, and whether memory stays where it was.
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { Variables } from '../../bin/launch/child.ts'
import { quantile } from '../quantiles.ts'
import { makePeople } from './people.ts'
import { type Diary, live, newDiary } from './person.ts'
import { readVitals, type Vitals } from './vitals.ts'

type Place = { origin: string; worker: string; settings: Variables; say: (line: string) => void }
/** `think`: seconds between two things somebody does. */
type Size = { people: number; minutes: number; think: number }

export async function measureLoad({ origin, worker, settings, say }: Place, size: Size): Promise<void> {
  const { people, minutes, think } = size
  const users = await makePeople(settings, people)
  const [diary, stop] = [newDiary(), new AbortController()]
  say(`\n${people} people for ${minutes} minutes, a step every ${think} s each`)
  say('  minute   web MB   files   loop p99 ms   worker MB   files   connections   steps   errors')
  const sql = postgres(settings.DATABASE_URL as string, { max: 1 })
  const before = await Promise.all([origin, worker].map(readVitals))
  const all = users.map((user) => live(origin, user, think * 1000, diary, stop.signal))
  for (const life of all) life.catch((error) => diary.errors.push(String(error)))
  const samples = Math.max(2, Math.round(minutes))
  for (let n = 1; n <= samples; n++) {
    await pause((minutes * 60_000) / samples)
    const [web, work] = await Promise.all([readVitals(origin), readVitals(worker)])
    const [{ connections = 0 } = {}] = await sql<{ connections: number }[]>`
      select count(*)::int as connections from pg_stat_activity where application_name = 'lintel'`
    const numbers = [
      ((n * minutes) / samples).toFixed(1),
      web.memoryMb,
      web.files,
      web.lagMs,
      work.memoryMb,
      work.files,
      connections,
    ]
    say(`  ${[...numbers, stepsIn(diary), diary.errors.length].map((value, n) => cell(value, n)).join('')}`)
  }
  await sql.end()
  const after = await Promise.all([origin, worker].map(readVitals))
  const cost = costs(before, after, stepsIn(diary))
  stop.abort()
  await Promise.allSettled(all)
  say('            n      a second   p50   p95   p99 (ms)')
  for (const [what, times] of Object.entries(diary.times)) {
    const shares = [0.5, 0.95, 0.99].map((share) => String(Math.round(quantile(times, share))).padStart(6)).join('')
    const rate = (times.length / (minutes * 60)).toFixed(1).padStart(10)
    say(`  ${what.padEnd(8)}${String(times.length).padStart(6)}${rate}  ${shares}`)
  }
  say(`  a step cost ${cost.join(' and ')} ms of CPU in the web process and in the worker`)
  say(`  errors  ${diary.errors.length}${diary.errors.length > 0 ? `, such as ${diary.errors[0]}` : ''}`)
}

const stepsIn = ({ times }: Diary) => Object.values(times).reduce((sum, { length }) => sum + length, 0)

const costs = (before: Vitals[], after: Vitals[], steps: number) =>
  after.map(({ cpuSeconds }, n) => (((cpuSeconds - (before[n]?.cpuSeconds ?? 0)) * 1000) / steps).toFixed(1))

const widths = [6, 9, 8, 14, 12, 8, 14, 8, 9]
const cell = (value: string | number, column: number) =>
  (typeof value === 'number' ? value.toFixed(0) : value).padStart(widths[column] ?? 9)
