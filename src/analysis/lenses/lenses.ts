// What the model is to look at above all: everything in one pass, or one kind of defect in each of several.
import type { Depth } from '#contract/model.ts'

export type Lens = { name: string; emphasis: string }

const everything: Lens = { name: 'everything', emphasis: 'Look at all of these kinds alike.' }

const security: Lens = {
  name: 'security',
  emphasis: `Look above all for defects of security: input that reaches a dangerous place, missing checks of who may do
what, weak cryptography, leaked data. Report others only when they are grave.`,
}

const correctness: Lens = {
  name: 'correctness',
  emphasis: `Look above all for wrong results: edges, empty and huge inputs, off by one, wrong operators, units, time
zones, states that contradict each other, errors that are swallowed. Report others only when they are grave.`,
}

const operation: Lens = {
  name: 'operation',
  emphasis: `Look above all for what goes wrong in operation: races, leaks, missing time-outs, partial failure, data that
is lost or written twice, cost that grows with the input. Report others only when they are grave.`,
}

/** The passes over each part of a file. */
export const lensesOf = (depth: Depth): readonly Lens[] =>
  depth === 'deep' ? [security, correctness, operation] : [everything]
