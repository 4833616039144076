// Why a rule offers no fix, in sentences for whoever asks.

export const reasons = {
  decision: 'What should happen instead is the author’s decision.',
  elsewhere: 'The mend belongs at another place than the finding.',
  redesign: 'It takes a rebuild of several lines or functions, not a small edit.',
  unknown: 'The right value or name cannot be read from the code.',
} as const

export type Reason = keyof typeof reasons
