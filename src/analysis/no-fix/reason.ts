// Why some rules offer no fix.

export const reasons = {
  decision: 'What should happen instead is for the author to decide; any edit made here would be a guess.',
  elsewhere: 'The mend belongs at another place than the finding: another file, a setting, a secret store, a caller.',
  redesign: 'The code needs another shape, which is more than a small edit can give it.',
  unknown: 'One file does not tell enough to be sure that an edit would be right.',
} as const

export type Reason = keyof typeof reasons
