// The parts of the report that no storm blows through: the guards taken away one by one, and the model.
import type { Modelled } from './model/lanes.ts'
import type { Mutant } from './mutation/mutate.ts'
import type { Kept } from './results.ts'
import { source, table } from './table.ts'

export function mutationsPart(found: Kept<Mutant[]> | null): string {
  if (!found) return ''
  const all = found.result
  const red = all.filter(({ by, broken }) => by && !broken).length
  const row = ({ transition, guard, file, by }: Mutant) => [transition, guard, `\`${file}\``, by ?? '**none**']
  return `## Every guard taken away

${source(found)}. Each guard of a statement, and each clause of the database's own walls, was removed in turn, and the tests run without it.
A guard of a statement was tried without the trigger that knows all transitions, which would have hidden that it was missing. **${red} of ${all.length}** were
noticed (${Math.round((red / all.length) * 1000) / 10} %).

${table(['transition', 'guard', 'removed from', 'the test that went red'], all.map(row))}`
}

export function modelPart(found: Kept<Modelled> | null): string {
  if (!found) return ''
  const { runs, from, lanes, commands, seconds, failure } = found.result
  const counts = Object.entries(commands).sort()
  const all = counts.reduce((sum, [, times]) => sum + times, 0)
  return `## Against a model

${source(found)}. ${runs.toLocaleString('en')} runs of up to 40 commands drawn at random (seeds from ${from} on, ${lanes} lanes, ${Math.round(seconds / 60)} min) on a real database: ${all.toLocaleString('en')} commands, after each of
which every row was compared with what a small model in memory had foretold, and every row that the command had no business with was
the same as before. ${failure ? `**It went wrong:** ${failure}` : 'Every one was as foretold.'}

Commands: ${counts.map(([name, times]) => `${name} ${times}`).join(', ')}.`
}
