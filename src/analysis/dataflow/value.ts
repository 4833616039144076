// What is known about a value: where it may come from, what it has been made harmless for, and its text if that is fixed.
import type { Node } from '../grammar.ts'
import type { Func } from './ir.ts'
import { type RuleSet, ruleSet, withAll } from './rule-sets.ts'
import { allRules, type DataflowRule, innerRules, textRules } from './rules.ts'
import type { Cleans } from './table.ts'

export type Step = { at: Node; note: string }

/** `certain`: from a known source, not just from a parameter that nobody is seen to fill. */
export type Taint = {
  steps: Step[]
  certain: boolean
  /** Put between pieces of fixed text. Null: given to a constructor, mostly a setting, so that this would say nothing. */
  built: boolean | null
  cleaned: RuleSet
}

/** A call that made a value, with what it was given: by position and by keyword. What is set on it later is added. */
export type Made = { at: Node; name: string; given: ReadonlyMap<string, Value> }

export type Value = {
  taints: Taint[]
  /** Everything it is made of has been seen. */
  known?: true
  /** Where its fixed text is written. */
  origin?: Node
  made?: Made
  /** The whole text, number or truth value, if it is fixed. */
  constant?: string | number | boolean | null
  /** The fixed text that it begins with. */
  head?: string
  fields?: Map<string, Value>
  /** Fixed texts that it is on one of several ways. */
  maybe?: Value[]
  /** The name it was picked by, out of a record that anybody may name the entries of. */
  chosenBy?: Value
  /** The function it is. */
  fn?: Func
  /** The class it was made of. */
  type?: string
  /** Of a module: what it gives by that name. */
  members?: (name: string) => Value | undefined
}

const MOST_TAINTS = 4
const MOST_STEPS = 12

export const nothing: Value = { taints: [] }

export const isTainted = ({ taints }: Value) => taints.length > 0

export function constant(value: string | number | boolean | null): Value {
  return typeof value === 'string' ? { taints: [], constant: value, head: value } : { taints: [], constant: value }
}

const DEEPEST_KNOWN = 3

/** Whether all that it is made of has been seen: what comes out of a function of nowhere has not. */
export function isKnown({ constant, known, taints, fields }: Value, depth = DEEPEST_KNOWN): boolean {
  if (constant !== undefined || known) return true
  return (
    fields !== undefined &&
    taints.length === 0 &&
    depth > 0 &&
    [...fields.values()].every((one) => isKnown(one, depth - 1))
  )
}

const knownIf = (values: Value[]): { known?: true } =>
  values.length > 0 && values.every((one) => isKnown(one)) ? { known: true } : {}

/** Whichever of them it is. */
export function either(given: Value[]): Value {
  const values = given.length > 2 ? [...new Set(given)] : given
  const [first, ...others] = values
  if (!first) return nothing
  if (others.length === 0) return first
  const same = others.every(({ constant }) => constant === first.constant)
  const heads = values.map(({ head }) => head)
  return {
    taints: allTaints(values),
    ...(same && first.constant !== undefined && { constant: first.constant }),
    ...(heads.every((head) => head !== undefined && head === heads[0]) && heads[0] !== undefined && { head: heads[0] }),
    ...fieldsOf(values),
    ...(first.type && others.every(({ type }) => type === first.type) && { type: first.type }),
    ...(first.fn && { fn: first.fn }),
    ...knownIf(values),
    ...(first.origin && { origin: first.origin }),
    ...(first.made && { made: first.made }),
    ...chosenIn(values),
    ...(!same && textsOf(values)),
  }
}

const MOST_TEXTS = 4

function textsOf(values: Value[]): { maybe?: Value[] } {
  const isText = ({ constant, origin }: Value) => typeof constant === 'string' && origin !== undefined
  const maybe = values.flatMap((value) => (isText(value) ? [value] : (value.maybe ?? []))).slice(0, MOST_TEXTS)
  return maybe.length > 0 ? { maybe } : {}
}

function chosenIn(values: Value[]): { chosenBy?: Value } {
  const chosenBy = values.find((value) => value.chosenBy)?.chosenBy
  return chosenBy ? { chosenBy } : {}
}

/** One text of several parts. */
export function joined(parts: Value[]): Value {
  const texts = parts.map(({ constant }) => constant)
  const whole = texts.every((text) => typeof text === 'string' || typeof text === 'number')
  if (whole && parts.length > 0) return constant(texts.join(''))
  let head = ''
  for (const [index, { constant, head: begins, taints }] of parts.entries()) {
    if (typeof constant === 'string' || typeof constant === 'number') head += constant
    // An address from the configuration: what follows cannot change its host.
    else if (index === 0 && taints.length === 0 && begins === undefined && isPath(parts[1])) head += 'known://host'
    else {
      head += begins ?? ''
      break
    }
  }
  const isBuilt = texts.some((text) => typeof text === 'string' && text.trim() !== '')
  const taints = allTaints(parts)
  return { taints: isBuilt ? taints.map(asBuilt) : taints, head, ...knownIf(parts) }
}

const asBuilt = (taint: Taint): Taint => (taint.built === null ? taint : { ...taint, built: true })

const isPath = (value: Value | undefined) => /^[/?]/.test(value?.head ?? '')

/** Made of them, but none of their text. */
export const derived = (values: Value[]): Value => ({ taints: allTaints(values), ...knownIf(values) })

const butKeys = ruleSet(allRules.filter((rule) => rule !== 'mass-assignment'))

/** A record whose keys are chosen outside may have any field, whatever was done to what it holds. */
export const chosenKeys = ({ taints }: Value): Value => ({
  taints: taints.flatMap((taint) => (taint.cleaned.has('attribute-name') ? [] : [{ ...taint, cleaned: butKeys }])),
})

/** For 'all' nothing of the outside is left. */
export function cleaned(value: Value, rules: Cleans): Value {
  if (!isTainted(value) && !value.fields) return typeof rules === 'string' ? { ...value, known: true } : value
  const harmless = rules === 'text' ? textRules : rules
  const { fields, ...rest } = value
  return {
    ...rest,
    ...(typeof rules === 'string' && { known: true as const }),
    taints:
      harmless === 'all'
        ? value.taints.filter(isInner)
        : value.taints.map((taint) => ({ ...taint, cleaned: withAll(taint.cleaned, harmless) })),
    ...(fields && { fields: new Map([...fields].map(([name, field]) => [name, cleaned(field, rules)])) }),
  }
}

/** Decoded again: what had been escaped is as it came. */
export const restored = (value: Value, rules: Cleans): Value => ({
  ...value,
  taints: value.taints.map((taint) => ({
    ...taint,
    cleaned: ruleSet(
      [...taint.cleaned].filter(
        (rule) => innerRules.includes(rule) || (typeof rules !== 'string' && !rules.includes(rule)),
      ),
    ),
  })),
})

/** Bad from the start, and not because it comes from outside. */
const isInner = ({ cleaned }: Taint) => innerRules.some((rule) => !cleaned.has(rule))

export const passing = (value: Value, step: Step): Value =>
  value.taints.length === 0
    ? value
    : {
        ...value,
        taints: value.taints.map((taint) =>
          taint.steps.length < MOST_STEPS && taint.steps.at(-1)?.at !== step.at
            ? { ...taint, steps: [...taint.steps, step] }
            : taint,
        ),
      }

export const harmful = (value: Value, rule: DataflowRule): Taint[] =>
  everyTaint(value).filter(({ cleaned }) => !cleaned.has(rule))

/** The items of a list that is known item by item, in order; else null. */
export const itemsOf = ({ fields }: Value): Value[] | null =>
  fields && [...fields.keys()].every((key, index) => key === String(index)) ? [...fields.values()] : null

/** Its own and those of its parts. */
export function everyTaint(value: Value, depth = 3): Taint[] {
  if (!value.fields || depth === 0) return value.taints
  return strongest([...value.taints, ...[...value.fields.values()].flatMap((field) => everyTaint(field, depth - 1))])
}

const allTaints = (values: Value[]) => strongest(values.flatMap((value) => everyTaint(value)))

function strongest(taints: Taint[]): Taint[] {
  if (taints.length < 2) return taints
  const distinct = taints.filter(
    (taint, index) =>
      !taints.some(
        (other, earlier) =>
          earlier < index && other.steps[0]?.at === taint.steps[0]?.at && other.cleaned === taint.cleaned,
      ),
  )
  return distinct.sort((a, b) => Number(b.certain) - Number(a.certain)).slice(0, MOST_TAINTS)
}

function fieldsOf(values: Value[]): { fields?: Map<string, Value> } {
  const withFields = values.flatMap(({ fields }) => (fields ? [fields] : []))
  if (withFields.length === 0) return {}
  const names = new Set(withFields.flatMap((fields) => [...fields.keys()]))
  return {
    fields: new Map([...names].map((name) => [name, either(values.flatMap((value) => fieldIn(value, name)))])),
  }
}

/** Something from outside may have any field. */
function fieldIn({ fields, taints }: Value, name: string): Value[] {
  const field = fields?.get(name)
  if (field) return [field]
  return taints.length > 0 && !fields ? [{ taints }] : []
}
