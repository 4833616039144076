// A node of a syntax tree that asks the parser each thing once: every question leaves JavaScript and comes back.
import type { NapiConfig, SgNode } from '@ast-grep/napi'

/** One object for each place of a tree, however it was reached. What it gives back as a list belongs to all who ask. */
export type Node = Pick<SgNode, 'id' | 'text' | 'range' | 'isNamed' | 'isLeaf'> & {
  kind(): string
  children(): Node[]
  namedChildren(): Node[]
  child(nth: number): Node | null
  field(name: string): Node | null
  fieldChildren(name: string): Node[]
  parent(): Node | null
  /** The nearest first. */
  ancestors(): Node[]
  next(): Node | null
  nextAll(): Node[]
  /** The nearest first. */
  prevAll(): Node[]
  find(matcher: NapiConfig): Node | null
  findAll(matcher: NapiConfig): Node[]
  /** The same object for all nodes of a tree. */
  getRoot(): { root(): Node }
}

type Tree = { root(): Node; nodes: Map<number, Known> }

/** `undefined`: not asked yet. */
type Known = Node & {
  native: SgNode
  tree: Tree
  number: number
  above: Node | null | undefined
  below: Node[] | undefined
  name: string | undefined
  isNameOf: boolean | undefined
  code: string | undefined
  place: ReturnType<SgNode['range']> | undefined
  fields: Map<string, Node | null> | undefined
}

export function nodeOf(root: SgNode): Node {
  const nodes = new Map<number, Known>()
  const tree: Tree = { root: () => first, nodes }
  const first: Node = known(tree, root, null)
  return first
}

function known(tree: Tree, native: SgNode, above?: Node | null): Known {
  const number = native.id()
  const before = tree.nodes.get(number)
  if (before) {
    before.above ??= above
    return before
  }
  const made = {
    __proto__: questions,
    native,
    tree,
    number,
    above,
    below: undefined,
    name: undefined,
    isNameOf: undefined,
    code: undefined,
    place: undefined,
    fields: undefined,
  } as unknown as Known
  tree.nodes.set(number, made)
  return made
}

const questions: Node & ThisType<Known> = {
  id() {
    return this.number
  },
  kind() {
    this.name ??= shared(String(this.native.kind()))
    return this.name
  },
  text() {
    this.code ??= this.native.text()
    return this.code
  },
  range() {
    this.place ??= this.native.range()
    return this.place
  },
  isNamed() {
    this.isNameOf ??= this.native.isNamed()
    return this.isNameOf
  },
  isLeaf() {
    return this.children().length === 0
  },
  children() {
    this.below ??= this.native.children().map((child) => known(this.tree, child, this))
    return this.below
  },
  namedChildren() {
    return this.children().filter((child) => child.isNamed())
  },
  child(nth) {
    return this.children()[nth] ?? null
  },
  field(name) {
    this.fields ??= new Map()
    const before = this.fields.get(name)
    if (before !== undefined) return before
    const native = this.native.field(name)
    const held = native && known(this.tree, native, this)
    this.fields.set(name, held)
    return held
  },
  fieldChildren(name) {
    return this.native.fieldChildren(name).map((child) => known(this.tree, child, this))
  },
  parent() {
    if (this.above === undefined) {
      const native = this.native.parent()
      this.above = native && known(this.tree, native)
    }
    return this.above
  },
  ancestors() {
    const all: Node[] = []
    for (let up = this.parent(); up; up = up.parent()) all.push(up)
    return all
  },
  next() {
    return this.nextAll()[0] ?? null
  },
  nextAll() {
    const siblings = this.parent()?.children() ?? []
    return siblings.slice(siblings.indexOf(this) + 1)
  },
  prevAll() {
    const siblings = this.parent()?.children() ?? []
    return siblings.slice(0, siblings.indexOf(this)).reverse()
  },
  find(matcher) {
    const found = this.native.find(matcher)
    return found && known(this.tree, found)
  },
  findAll(matcher) {
    return this.native.findAll(matcher).map((found: SgNode) => known(this.tree, found))
  },
  getRoot() {
    return this.tree
  },
}

/** Every kind is one text, so that texts compare as fast as numbers. */
const kinds = new Map<string, string>()

function shared(kind: string): string {
  const before = kinds.get(kind)
  if (before !== undefined) return before
  kinds.set(kind, kind)
  return kind
}
