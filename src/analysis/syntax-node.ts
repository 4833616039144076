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

type Tree = { root(): Node; nodes: Map<number, SyntaxNode> }

export function nodeOf(root: SgNode): Node {
  const tree: Tree = { root: () => first, nodes: new Map() }
  const first: Node = known(tree, root, null)
  return first
}

function known(tree: Tree, native: SgNode, above?: Node | null): SyntaxNode {
  const number = native.id()
  const before = tree.nodes.get(number)
  if (before) {
    before.above ??= above
    return before
  }
  const made = new SyntaxNode(tree, native, number, above)
  tree.nodes.set(number, made)
  return made
}

/** A class, as objects with a prototype are made ten times as fast by one, and a file has thousands of these. */
class SyntaxNode implements Node {
  readonly native: SgNode
  readonly tree: Tree
  readonly number: number
  // `undefined`: not asked yet.
  above: Node | null | undefined
  below: Node[] | undefined = undefined
  name: string | undefined = undefined
  isNameOf: boolean | undefined = undefined
  code: string | undefined = undefined
  place: ReturnType<SgNode['range']> | undefined = undefined
  fields: Map<string, Node | null> | undefined = undefined

  constructor(tree: Tree, native: SgNode, number: number, above: Node | null | undefined) {
    this.native = native
    this.tree = tree
    this.number = number
    this.above = above
  }

  id(): number {
    return this.number
  }

  kind(): string {
    this.name ??= shared(String(this.native.kind()))
    return this.name
  }

  text(): string {
    this.code ??= this.native.text()
    return this.code
  }

  range(): ReturnType<SgNode['range']> {
    this.place ??= this.native.range()
    return this.place
  }

  isNamed(): boolean {
    this.isNameOf ??= this.native.isNamed()
    return this.isNameOf
  }

  isLeaf(): boolean {
    return this.children().length === 0
  }

  children(): Node[] {
    this.below ??= this.native.children().map((child) => known(this.tree, child, this))
    return this.below
  }

  namedChildren(): Node[] {
    return this.children().filter((child) => child.isNamed())
  }

  child(nth: number): Node | null {
    return this.children()[nth] ?? null
  }

  field(name: string): Node | null {
    this.fields ??= new Map()
    const before = this.fields.get(name)
    if (before !== undefined) return before
    const native = this.native.field(name)
    const held = native && known(this.tree, native, this)
    this.fields.set(name, held)
    return held
  }

  fieldChildren(name: string): Node[] {
    return this.native.fieldChildren(name).map((child) => known(this.tree, child, this))
  }

  parent(): Node | null {
    if (this.above === undefined) {
      const native = this.native.parent()
      this.above = native && known(this.tree, native)
    }
    return this.above
  }

  ancestors(): Node[] {
    const all: Node[] = []
    for (let up = this.parent(); up; up = up.parent()) all.push(up)
    return all
  }

  next(): Node | null {
    return this.nextAll()[0] ?? null
  }

  nextAll(): Node[] {
    const siblings = this.parent()?.children() ?? []
    return siblings.slice(siblings.indexOf(this) + 1)
  }

  prevAll(): Node[] {
    const siblings = this.parent()?.children() ?? []
    return siblings.slice(0, siblings.indexOf(this)).reverse()
  }

  find(matcher: NapiConfig): Node | null {
    const found = this.native.find(matcher)
    return found && known(this.tree, found)
  }

  findAll(matcher: NapiConfig): Node[] {
    return this.native.findAll(matcher).map((found: SgNode) => known(this.tree, found))
  }

  getRoot(): { root(): Node } {
    return this.tree
  }
}

/** Every kind is one text, so that texts compare as fast as numbers. */
const kinds = new Map<string, string>()

function shared(kind: string): string {
  const before = kinds.get(kind)
  if (before !== undefined) return before
  kinds.set(kind, kind)
  return kind
}
