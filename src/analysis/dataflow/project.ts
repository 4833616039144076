// The files that are followed together: what a name of one of them stands for in another.
import type { Links, Paths, Place } from '../links/paths.ts'
import { enter } from './enter.ts'
import { memberOf } from './evaluate.ts'
import { execute } from './execute.ts'
import type { Func, Unit } from './ir.ts'
import { newRun, newWork, type Others, type Run } from './run.ts'
import type { Table } from './table.ts'
import { nothing, type Value } from './value.ts'

/** `read` is asked only when something of the file is spoken of. */
export type Linked = { path: string; read: () => Unit }

type Means = { table: Table; links: Links; paths: Paths }
type Project = Means & { runAt(path: string): Run | null; all: readonly string[] }

/** The run of the file at that path, which knows the others. */
export function openProject(path: string, files: readonly Linked[], means: Means): Run {
  const work = newWork()
  const runs = new Map<string, Run>()
  const byPath = new Map(files.map((one) => [one.path, one]))
  const project: Project = { ...means, runAt, all: files.map((one) => one.path) }
  const own = byPath.get(path)
  if (!own) throw new Error(`The file ${path} is not among those that are followed.`)
  const run = opened(own)
  runs.set(path, run)
  return run

  function opened(file: Linked): Run {
    const made = newRun(file.read(), means.table, work)
    made.others = othersOf(project, file.path, made)
    return made
  }

  /** Gone through for what stands at its top before anything of it is used. */
  function runAt(path: string): Run | null {
    const known = runs.get(path)
    const file = byPath.get(path)
    if (known || !file) return known ?? null
    const made = opened(file)
    runs.set(path, made)
    quietly(made, () => void execute(made, made.globals, made.unit.body, []))
    return made
  }
}

/** In the midst of something else, which goes on afterwards as if nothing had been. */
function quietly({ work }: Run, perform: () => void): void {
  const { stack, jumps, answers, isQuiet } = work
  Object.assign(work, { stack: [], jumps: null, answers: null, isQuiet: true })
  try {
    perform()
  } finally {
    Object.assign(work, { stack, jumps, answers, isQuiet })
  }
}

function othersOf(project: Project, path: string, run: Run): Others {
  const { links, paths, all, runAt } = project
  const values = new Map<string, Value | undefined>()
  const runsOf = ({ paths: found }: Place) => found.flatMap((one) => (one === path ? [] : (runAt(one) ?? [])))
  const inFull = (full: string): Value | undefined => {
    const place = links.placeOf(path, full, paths)
    const runs = place ? runsOf(place) : []
    return place && runs.length > 0 ? descend(runs, place.rest, (name) => inFull(`${full}.${name}`)) : undefined
  }
  const look = (name: string): Value | undefined => {
    const full = run.unit.imports.get(name)
    if (full !== undefined) return inFull(full)
    if (!links.declared) return undefined
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.'
    const beside = paths.inFolder(folder).filter((one) => one !== path)
    const named = beside.filter((one) => links.declared?.(one, '').includes(name))
    return named.length > 0 ? inFull(name) : exportedBy(runsOf({ paths: beside, rest: [] }), name)
  }
  return {
    valueOf(name) {
      if (!values.has(name)) {
        values.set(name, undefined)
        values.set(name, look(name))
      }
      return values.get(name)
    },
    methodOf(owner, name) {
      for (const one of all) {
        const there = one === path ? null : runAt(one)
        const found = there?.functions.get(name)?.filter((fn) => fn.owner === owner && fn.body.length > 0) ?? []
        if (there && found.length > 0) {
          prepareObjects(there, owner)
          return found
        }
      }
      return []
    },
    hasClass: (name) => all.some((one) => one !== path && runAt(one)?.unit.bases.has(name)),
  }
}

/** What a constructor leaves, before a method of the object is gone into. */
function prepareObjects(run: Run, owner: string): void {
  if (run.objects.has(owner)) return
  run.objects.set(owner, nothing)
  const made = run.unit.functions.find((fn) => fn.owner === owner && /^(__init__|constructor|<init>)$/.test(fn.name))
  if (made)
    quietly(run, () => void enter(run, made, new Map(made.params.map(({ name }) => [name, nothing])), null, made.at))
}

/** A module, or something in it. `below`: a module of that name inside of it. */
function descend(
  runs: Run[],
  [name, ...rest]: string[],
  below: (name: string) => Value | undefined,
): Value | undefined {
  if (name !== undefined) {
    const value = exportedBy(runs, name)
    return value && rest.reduce<Value>((inside, part) => memberOf(inside, part), value)
  }
  const whole = exportedBy(runs, 'default') ?? exportedBy(runs, 'module.exports')
  return { taints: [], ...whole, members: (member) => exportedBy(runs, member) ?? below(member) }
}

const MOST_STATIONS = 6

function exportedBy(runs: readonly Run[], name: string, stations = 0): Value | undefined {
  for (const run of runs) {
    const value = exported(run, name, stations)
    if (value) return value
  }
  return undefined
}

function exported(run: Run, name: string, stations: number): Value | undefined {
  const { values } = run.globals
  const common = values.get('module')?.fields?.get('exports')
  if (name === 'module.exports') return common
  const own = values.get(`export:${name}`) ?? values.get(name)
  if (own) return own
  const fn = topFunction(run, name)
  if (fn) return { taints: [], fn }
  const given = common?.fields?.get(name) ?? values.get('exports')?.fields?.get(name)
  if (given) return given
  // What it has imported itself and hands on.
  if (stations > MOST_STATIONS) return undefined
  const handed = [`export:${name}`, name].find((one) => run.unit.imports.has(one))
  if (handed) return run.others.valueOf(handed)
  for (const one of run.unit.imports.keys())
    if (one.startsWith('export:*')) {
      const value = run.others.valueOf(one)?.members?.(name)
      if (value) return value
    }
  return undefined
}

const topFunction = (run: Run, name: string): Func | undefined =>
  run.functions.get(name)?.find(({ owner }) => owner === null) ??
  run.unit.functions.find(({ marks, owner }) => owner === null && marks.includes(`export:${name}`))
