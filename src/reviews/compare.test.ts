// New, open, reopened, fixed: through moves, renames, copies and files that were looked at only in part.
import { expect, test } from 'playwright/test'
import type { State } from '#contract/finding.ts'
import { compare, type Past, stateSince } from './compare.ts'

/** `a:F` is the finding F in the file a, `a:(F)` one that is held back; `a:F/code` tells of which code it speaks. */
const at = (text: string) => {
  const [place = '', quote = null] = text.split('/')
  const [path = '', name = ''] = place.split(':')
  const fate = name.startsWith('(') ? ('held-back' as const) : ('shown' as const)
  return { path, fingerprint: name.replace(/[()]/g, ''), ruleId: 'r', quote, fate }
}
const list = (text: string) => text.split(' ').filter(Boolean)

type Case = {
  name: string
  /** What the base found; without it there is none. */
  base?: string
  /** What the base has looked at wholly; else the files it found something in. */
  baseReviewed?: string
  /** What older reviews said last, such as `a:F=fixed`. */
  earlier?: string
  present: string
  /** What this one has looked at wholly; else the files it found something in. */
  reviewed?: string
  states: string
  fixed?: string
  alone?: true
}

const cases: Case[] = [
  { name: 'a first review has everything new', present: 'a:F a:G', states: 'new new' },
  { name: 'nothing and nothing before', present: '', states: '' },
  { name: 'the same again is open', base: 'a:F', present: 'a:F', states: 'open' },
  { name: 'one more is new', base: 'a:F', present: 'a:F a:G', states: 'open new' },
  { name: 'what is gone is fixed', base: 'a:F a:G', present: 'a:G', states: 'open', fixed: 'a:F' },
  { name: 'all is gone', base: 'a:F', present: '', reviewed: 'a', states: '', fixed: 'a:F' },
  { name: 'a file in part fixes nothing', base: 'a:F b:G', present: '', reviewed: 'b', states: '', fixed: 'b:G' },
  { name: 'a file that is not there fixes nothing', base: 'a:F b:G', present: 'b:G', states: 'open' },
  { name: 'a renamed file keeps its findings', base: 'a:F a:G', present: 'b:F b:G', states: 'open open' },
  { name: 'and what it lost is neither', base: 'a:F a:G', present: 'b:F', states: 'open' },
  { name: 'without a project it is another file', base: 'a:F', present: 'b:F', states: 'new', alone: true },
  {
    name: 'code moved from one file to another stays open, and is not fixed where it was',
    base: 'a:F',
    present: 'b:F',
    reviewed: 'a b',
    states: 'open',
  },
  {
    name: 'without a project it is new here and fixed there',
    base: 'a:F',
    present: 'b:F',
    reviewed: 'a b',
    states: 'new',
    fixed: 'a:F',
    alone: true,
  },
  { name: 'a second copy is new, the first is not', base: 'b:F', present: 'a:F b:F', states: 'new open' },
  {
    name: 'of two copies one is fixed',
    base: 'a:F b:F',
    present: 'b:F',
    reviewed: 'a b',
    states: 'open',
    fixed: 'a:F',
  },
  {
    name: 'of two copies one moves and one goes',
    base: 'a:F b:F',
    present: 'c:F',
    reviewed: 'a b c',
    states: 'open',
    fixed: 'b:F',
  },
  { name: 'the copy in the same file is the one', base: 'a:F b:F', present: 'c:F b:F', states: 'open open' },
  { name: 'two copies of one rename', base: 'a:F b:F', present: 'c:F d:F e:F', states: 'open open new' },
  { name: 'held back now is not fixed', base: 'a:F', present: 'a:(F)', states: 'open' },
  { name: 'held back before is not new', base: 'a:(F)', present: 'a:F', states: 'open' },
  { name: 'what nobody was shown is not said to be fixed', base: 'a:(F)', present: '', reviewed: 'a', states: '' },
  { name: 'back after it was fixed', base: '', earlier: 'a:F=fixed', present: 'a:F', states: 'reopened' },
  { name: 'back in another file', base: '', earlier: 'a:F=fixed', present: 'b:F', states: 'reopened' },
  {
    name: 'without a project, back in another file is new',
    base: '',
    earlier: 'a:F=fixed',
    present: 'b:F',
    states: 'new',
    alone: true,
  },
  {
    name: 'the base has looked and not found it, an older one had',
    base: '',
    baseReviewed: 'a',
    earlier: 'a:F=open',
    present: 'a:F',
    states: 'reopened',
  },
  {
    name: 'the base has not looked at its file: nobody has seen it gone',
    base: 'b:G',
    earlier: 'a:F=new',
    present: 'a:F b:G',
    states: 'open open',
  },
  { name: 'in a function with another name', base: 'a:F/x()', present: 'a:G/x()', states: 'open' },
  { name: 'and with another layout', base: "a:F/f(x,'y')", present: 'a:G/f(x,"y",)', states: 'open' },
  { name: 'other code in it', base: 'a:F/x()', present: 'a:G/y()', states: 'new', fixed: 'a:F' },
  {
    name: 'the same code in another file as well',
    base: 'a:F/x()',
    present: 'b:G/x()',
    reviewed: 'a b',
    states: 'new',
    fixed: 'a:F',
  },
  {
    name: 'of two functions with the same code one is renamed',
    base: 'a:F/x() a:G/x()',
    present: 'a:G/x() a:H/x()',
    states: 'open open',
  },
  { name: 'findings of whole files are not alike', base: 'a:F', present: 'a:G', states: 'new', fixed: 'a:F' },
  {
    name: 'one came back and its copy is new',
    base: '',
    baseReviewed: 'a b',
    earlier: 'a:F=fixed',
    present: 'a:F b:F',
    states: 'reopened new',
  },
]

for (const { name, base, baseReviewed, earlier = '', present, reviewed, states, fixed = '', alone } of cases)
  test(name, () => {
    const found = list(base ?? '').map(at)
    const words = list(earlier).map((word) => {
      const [where = '', state] = word.split('=')
      return { ...at(where), state: state as State }
    })
    const past: Past | null =
      base === undefined
        ? null
        : { found, reviewed: new Set(list(baseReviewed ?? '').concat(found.map(({ path }) => path))), earlier: words }
    const now = list(present).map(at)
    const looked = new Set(reviewed === undefined ? now.map(({ path }) => path) : list(reviewed))
    const compared = compare(now, looked, past, !alone)
    expect(compared.states).toEqual(list(states))
    expect(compared.fixed.map((one) => `${one.path}:${one.fingerprint}`)).toEqual(list(fixed))
  })

const [before, ended, after] = [new Date(1000), new Date(2000), new Date(3000)]
const since: [State, Parameters<typeof stateSince>[1], State][] = [
  ['new', null, 'new'],
  ['open', { state: 'dismissed', at: before }, 'dismissed'],
  ['open', { state: 'dismissed', at: after }, 'dismissed'],
  ['reopened', { state: 'dismissed', at: after }, 'dismissed'],
  ['new', { state: 'reopened', at: after }, 'reopened'],
  ['open', { state: 'reopened', at: before }, 'open'],
  ['fixed', { state: 'dismissed', at: after }, 'fixed'],
  ['fixed', { state: 'reopened', at: after }, 'fixed'],
]
for (const [state, said, now] of since)
  test(`${state}, and ${said ? `${said.state} ${said.at < ended ? 'before' : 'after'} its end` : 'nothing said'}: ${now}`, () =>
    expect(stateSince(state, said, ended)).toBe(now))
