// The nodes that rules ask answer as the parser's own do, and there is one for each place.
import type { SgNode } from '@ast-grep/napi'
import { expect, test } from 'playwright/test'
import { readCases } from './cases/read-cases.ts'
import { type Node, parsed, treeOf } from './grammar.ts'

for (const language of ['python', 'go', 'java'] as const)
  test(`${language}: every node says of itself and of its surroundings what the parser says`, () => {
    const code = readCases(language)
      .slice(0, 3)
      .map(({ flawed }) => flawed)
      .join('\n')
    const [theirs, ours] = [everyNode(parsed(language, code)), everyNode(treeOf(language, code))]
    expect(ours.length).toBeGreaterThan(300)
    expect(ours.map(told)).toEqual(theirs.map(told))
  })

test('a place is one node, whichever way led to it', () => {
  const root = treeOf('python', 'def f(a):\n    return g(a)\n\nf(1)\n')
  const call = root.find({ rule: { kind: 'call' } })
  const [fn] = root.children()
  expect(call?.ancestors().at(-2)).toBe(fn)
  expect(fn?.field('body')?.parent()).toBe(fn)
  expect(call?.field('arguments')).toBe(call?.children()[1])
  expect(call?.getRoot().root()).toBe(root)
  expect(treeOf('python', 'def f(a):\n    return g(a)\n\nf(1)\n')).toBe(root)
})

type Either = Node | SgNode

/** Without the root, whose children the parser also calls what comes after it. */
function everyNode(root: Either): Either[] {
  const all: Either[] = [...root.children()]
  for (const node of all) all.push(...node.children())
  return all
}

const fields = ['name', 'body', 'value', 'left', 'arguments', 'condition']

const told = (node: Either) => ({
  kind: node.kind(),
  text: node.text(),
  range: node.range(),
  named: node.isNamed(),
  leaf: node.isLeaf(),
  parent: node.parent()?.kind(),
  around: node.ancestors().map((one) => one.kind()),
  behind: node.nextAll().map((one) => one.text()),
  before: node.prevAll().map((one) => one.text()),
  below: node.namedChildren().map((one) => one.kind()),
  next: node.next()?.text(),
  second: node.child(1)?.text(),
  fields: fields.map((field) => [node.field(field)?.text(), node.fieldChildren(field).length]),
  names: node.findAll({ rule: { kind: 'identifier' } }).map((one) => one.text()),
})
