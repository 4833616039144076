// What is said again and again in one file is shown once; the others are kept, with the reason.
import type { Found } from './context.ts'

const MOST_ALIKE = 4

export function onceEach(found: Found[]): Found[] {
  // The same name in function after function is a habit of the file, which knows more of it than is seen here.
  const alike = Map.groupBy(
    found.filter(({ rule }) => rule === 'unchecked-error' || rule === 'null-dereference'),
    ({ rule, at }) => `${rule} ${at.text().split(/[^\w$]/, 1)[0]}`,
  )
  const habits = Map.groupBy(
    found.filter(({ rule }) => rule === 'resource-not-closed'),
    ({ at }) => at.text().split('(', 1)[0],
  )
  // What is null on one way is told where it does harm first.
  const ways = Map.groupBy(
    found.filter(({ rule, steps }) => rule === 'null-dereference' && steps.length > 0),
    ({ steps }) => steps.map(({ at }) => at.id()).join(),
  )
  const again = new Set([
    ...[...alike.values(), ...habits.values()].flatMap((ones) =>
      ones.length > MOST_ALIKE ? inOrder(ones).slice(1) : [],
    ),
    ...[...ways.values()].flatMap((ones) => inOrder(ones).slice(1)),
  ])
  return found.map((one) =>
    again.has(one) ? { ...one, heldBack: 'The same is said of it further up in this file.' } : one,
  )
}

const inOrder = (ones: Found[]) => ones.toSorted((a, b) => startOf(a) - startOf(b))
const startOf = ({ at }: Found) => at.range().start.index
