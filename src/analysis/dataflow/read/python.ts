// Python, read for dataflow.
import type { Node } from '../../grammar.ts'
import type { Unit } from '../ir.ts'
import { block } from './python-statements.ts'

export function readPython(root: Node): Unit {
  const unit: Unit = { imports: new Map(), functions: [], body: [], types: new Map(), bases: new Map() }
  unit.body = block(unit, root, null)
  return unit
}
