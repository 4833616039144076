// Java, read for dataflow.
import type { Node } from '../../grammar.ts'
import type { Unit } from '../ir.ts'
import { named } from './children.ts'
import { readClass } from './java-classes.ts'
import { classKinds, newFile } from './java-file.ts'

export function readJava(root: Node): Unit {
  const file = newFile(root)
  for (const node of named(root)) if (classKinds.includes(String(node.kind()))) readClass(file, node)
  return file.unit
}
