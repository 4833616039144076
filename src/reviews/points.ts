// The moments in a review's life at which a process can die and leave something half done.

/** A write is committed, an id is pushed, news are announced: whoever wants to disturb exactly there is told. */
export type Point =
  | 'submit.committed'
  | 'submit.pushed'
  | 'claim.committed'
  | 'plan.committed'
  | 'step.committed'
  | 'complete.before'
  | 'complete.committed'
  | 'complete.announced'
  | 'retry.committed'
  | 'fail.committed'
  | 'cancel.committed'
  | 'giveback.committed'
  | 'sweep.committed'
  | 'sweep.pushed'

export type At = (point: Point) => void | Promise<void>

export const nothingHappens: At = () => {}
