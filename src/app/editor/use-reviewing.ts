// The ways to review: the file that is worked in, chosen ones, or what changed; always with the text as it is here.
'use client'
import { useState } from 'react'
import type { ModelAtHand } from '#contract/model.ts'
import type { FileInfo, FileStore } from './file-store.ts'
import { scopeOf } from './review-scope.ts'
import type { ActiveReview } from './use-review.ts'
import type { Toasts } from './use-toasts.ts'

export type Reviewing = ReturnType<typeof useReviewing>

type Means = {
  store: FileStore
  list: FileInfo[]
  review: ActiveReview
  model: ModelAtHand | null
  current: string | null
  toasts: Toasts
}

export function useReviewing({ store, list, review, model, current, toasts }: Means) {
  /** How closely the model looks at what is reviewed next. */
  const [depth, setDepth] = useState(model?.depth)
  const textsOf = (paths: string[]) => paths.map((path) => ({ path, content: store.content(path) }))
  const reviewFiles = (paths: string[]) => void review.submit(textsOf(paths), depth)
  /** Asked for when it is needed, since it changes with every key. */
  const scope = () => scopeOf(review.runs, textsOf(list.map(({ path }) => path)))

  function reviewAny(paths: string[], otherwise: string) {
    if (paths.length > 0) reviewFiles(paths)
    else toasts.tell(otherwise)
  }
  return {
    possible: current !== null,
    current,
    model,
    depth,
    setDepth,
    textsOf,
    scope,
    reviewFiles,
    reviewCurrent: () => current !== null && reviewFiles([current]),
    reviewChanged: () => reviewAny(scope().changed, 'Nothing has changed since it was last reviewed.'),
    reviewAll: () => reviewAny(scope().files, 'There is nothing to review: no file has any text.'),
  }
}
