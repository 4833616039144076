// The classes of the cases for values that flow, and the weaknesses a finding may name to be about one of them.
const outside = {
  'sql-injection': [89, 564, 943],
  'command-injection': [77, 78, 88],
  'code-injection': [94, 95, 470],
  'ldap-injection': [90],
  'xpath-injection': [91, 643],
  'log-injection': [93, 117],
  'template-injection': [94, 95, 1336],
  xss: [79, 80, 116],
  'path-traversal': [22, 23, 36, 73],
  ssrf: [918],
  'open-redirect': [601],
  deserialisation: [502],
  xxe: [611, 776, 827],
  'weak-crypto': [323, 326, 327, 328, 329, 759, 760, 780, 916, 1204],
  'weak-randomness': [330, 331, 335, 336, 337, 338, 340],
  'hard-coded-secret': [259, 321, 547, 798],
  'cookie-flags': [16, 614, 1004, 1275],
  'trust-boundary': [501],
  redos: [185, 400, 730, 1333],
  'prototype-pollution': [915, 1321],
  'mass-assignment': [915],
}

const values = {
  'null-dereference': [252, 476, 690],
  'always-true-or-false': [480, 481, 570, 571, 1025],
  'unreachable-code': [561],
  'resource-not-closed': [404, 459, 772, 775],
  'lock-not-released': [413, 667, 764, 772, 833],
  'unchecked-error': [252, 390, 391, 703, 754],
  'swallowed-exception': [390, 391, 584, 703, 755, 1069],
  'off-by-one': [125, 129, 193, 787],
  'unrelated-comparison': [570, 571, 595, 597, 1025, 1077],
  'mutable-default': [471, 665, 710, 1188],
  'forgotten-await': [252, 362, 366, 703, 755],
  'use-after-close': [416, 666, 672, 826, 910],
  'argument-order': [628, 683, 687],
}

export const flowClasses: Record<string, readonly number[]> = { ...outside, ...values }

/** Values that come from outside or are bad from the start; the others are slips in the code itself. */
export const isOutside = (name: string) => Object.hasOwn(outside, name)
