// A call that may do harm: what it is given comes to where the tables say it must not, or the call is wrong by itself.
import type { Node } from '../grammar.ts'
import { itemOf } from './evaluate.ts'
import { aboutCall, argumentAt, type CallExpr, type Given } from './given.ts'
import type { Names } from './names.ts'
import { flaw, isSure, type Run, reach, settle, settleAs } from './run.ts'
import type { Call, Sink } from './table.ts'
import { either, harmful, passing, type Value } from './value.ts'

export function sinkAt(run: Run, sink: Sink, call: CallExpr, names: Names, given: Given[], object: Value | null): void {
  const about = aboutCall(call, names, given, object)
  if (sink.when && !sink.when(about)) return
  if (sink.judge) judgeAt(run, sink, call, about)
  const loose = given.find((one) => one.spread)
  const spread = loose && itemOf(loose.value)
  for (const which of sink.args) {
    const one = argumentAt(given, which)
    const value = which === 'self' ? object : which === 'spread' ? spread : one?.value
    if (!value || (sink.onlyText && !isText(value)) || (sink.head && !sink.head.test(value.head ?? ''))) continue
    const fields = sink.fields && value.fields ? fieldsAmong(value.fields, sink.fields) : value
    const harm = sink.part ? sink.part(fields) : fields
    const means = madeBy(sink.means?.(about))
    const way = means.reduceRight((value, at) => passing(value, { at, note: 'meets what is made here' }), harm)
    reach(run, sink.rule, placeOf(sink, call, one), trusted(way, sink.fromParameters), sink.prepares)
    for (const at of means) settle(run, sink.rule, at, harm)
  }
  if (spread && sink.args.includes(0)) reach(run, sink.rule, call.at, spread)
}

/** Where it was made, and what it was made by. */
const madeBy = (value: Value | null | undefined): Node[] =>
  value?.made ? [value.made.at, ...madeBy(value.made.given.get('(of)'))] : []

/** The call as it is, and the values it is judged by: where those were made is as good or bad. */
function judgeAt(run: Run, { rule, judge, atOrigin }: Sink, call: CallExpr, about: Call): void {
  const { verdict, because, also = [], way: before = [] } = judge?.(about) ?? {}
  if (!verdict) return
  const origin = because?.origin ?? because?.made?.at
  const places = [call.at, ...(origin ? [origin] : [])]
  for (const place of places) settleAs(run, rule, place, verdict === 'good')
  if (verdict === 'good') return
  const ways = [origin, ...also.map((one) => one?.origin)].filter((one) => one !== undefined)
  const way = [...before, ...ways.map((at) => ({ at, note: 'is set here' }))]
  if (atOrigin && origin) flaw(run, rule, origin, [...before, { at: call.at, note: 'is used here' }])
  else flaw(run, rule, call.at, way)
}

const fieldsAmong = (fields: Map<string, Value>, names: RegExp): Value =>
  either([...fields].flatMap(([name, value]) => (names.test(name) ? [value] : [])))

/** Neither a record nor all fields of a request. */
const isText = ({ taints, fields }: Value) => !fields && taints.every(({ cleaned }) => cleaned.has('mass-assignment'))

function trusted(value: Value, which: Sink['fromParameters']): Value {
  if (!which) return value
  const taints = value.taints.map((taint) => ({ ...taint, certain: which === true || taint.built || taint.certain }))
  const fields = value.fields && new Map([...value.fields].map(([name, field]) => [name, trusted(field, which)]))
  return { ...value, taints, ...(fields && { fields }) }
}

const LONG_CALL = 3

/** The call; of a long one that is handed a record, the entry that does the harm. */
function placeOf({ rule }: Sink, call: CallExpr, given: Given | undefined): Node {
  const { start, end } = call.at.range()
  if (end.line - start.line < LONG_CALL || given?.expr.kind !== 'map') return call.at
  const entry = given.expr.entries.find(({ key }) => {
    const field = key?.kind === 'text' ? given.value.fields?.get(key.value) : undefined
    return field && harmful(field, rule).some((taint) => isSure(rule, taint))
  })
  return entry?.value.at ?? call.at
}
