// Many people at once for some minutes: what they waited for, what failed, and whether memory stays where it was.
import { setTimeout as pause } from 'node:timers/promises'
import type { Variables } from '../../bin/launch/child.ts'
import { quantile } from '../quantiles.ts'
import { makePeople } from './people.ts'
import { live, newDiary } from './person.ts'
import { readVitals } from './vitals.ts'

type Place = { origin: string; worker: string; settings: Variables; say: (line: string) => void }
/** `think`: seconds between two things somebody does. */
type Size = { people: number; minutes: number; think: number }

export async function measureLoad({ origin, worker, settings, say }: Place, size: Size): Promise<void> {
  const { people, minutes, think } = size
  const users = await makePeople(settings, people)
  const [diary, stop] = [newDiary(), new AbortController()]
  say(`\n${people} people for ${minutes} minutes, a step every ${think} s each`)
  say('  minute   web MB   files   loop p99 ms   worker MB   files   steps   errors')
  const all = users.map((user) => live(origin, user, think * 1000, diary, stop.signal))
  for (const life of all) life.catch((error) => diary.errors.push(String(error)))
  const samples = Math.max(2, Math.round(minutes))
  for (let n = 1; n <= samples; n++) {
    await pause((minutes * 60_000) / samples)
    const [web, work] = await Promise.all([readVitals(origin), readVitals(worker)])
    const steps = Object.values(diary.times).reduce((sum, { length }) => sum + length, 0)
    const numbers = [
      ((n * minutes) / samples).toFixed(1),
      web.memoryMb,
      web.files,
      web.lagMs,
      work.memoryMb,
      work.files,
    ]
    say(`  ${[...numbers, steps, diary.errors.length].map((value, n) => cell(value, n)).join('')}`)
  }
  stop.abort()
  await Promise.allSettled(all)
  say('            n      a second   p50   p95   p99 (ms)')
  for (const [what, times] of Object.entries(diary.times)) {
    const shares = [0.5, 0.95, 0.99].map((share) => String(Math.round(quantile(times, share))).padStart(6)).join('')
    const rate = (times.length / (minutes * 60)).toFixed(1).padStart(10)
    say(`  ${what.padEnd(8)}${String(times.length).padStart(6)}${rate}  ${shares}`)
  }
  say(`  errors  ${diary.errors.length}${diary.errors.length > 0 ? `, such as ${diary.errors[0]}` : ''}`)
}

const widths = [6, 9, 8, 14, 12, 8, 8, 9]
const cell = (value: string | number, column: number) =>
  (typeof value === 'number' ? value.toFixed(0) : value).padStart(widths[column] ?? 9)
