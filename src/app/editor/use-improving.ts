// Code made better by the model: which piece is asked about, and the edits made once somebody has seen them.
'use client'
import { useState } from 'react'
import type { Improved, ModelAtHand } from '#contract/model.ts'
import { client } from '../api-client.ts'
import type { FileStore } from './file-store.ts'
import type { Applied } from './fix.ts'
import type { Toasts } from './use-toasts.ts'

/** What it is called wherever it is offered. */
export const IMPROVE = 'Improve with the model…'

export type Improving = ReturnType<typeof useImproving>

/** Both included. */
export type Lines = { first: number; last: number }
/** `content` is the text as it was when somebody asked; without lines it is about the whole file. */
export type Piece = { path: string; lines: Lines | null; content: string }

type Means = { store: FileStore; model: ModelAtHand | null; show: (path: string) => void; toasts: Toasts }

export function useImproving({ store, model, show, toasts }: Means) {
  const [piece, setPiece] = useState<Piece | null>(null)

  function ask(path: string, lines: Lines | null) {
    // It is shown, so that the text's engine has it when the edits are made.
    show(path)
    setPiece({ path, lines, content: store.content(path) })
  }

  const improve = ({ path, content, lines }: Piece, wish: string) =>
    client.improve({ path, content, ...(lines && { lines }), ...(wish && { wish }) })

  async function apply({ path, content }: Piece, { edits, checked }: Improved) {
    setPiece(null)
    const made = store.content(path) === content ? await makeEdits({ title: 'Improvement', edits, checked }) : null
    if (!made?.count) return toasts.complain(`${path} has changed meanwhile, so nothing was applied. Ask again.`)
    toasts.tell(`Improved ${path}.`, () => {
      if (!made.undo()) toasts.complain('The text has changed since: use undo in the file itself.')
    })
  }

  return { model, piece, ask, improve, apply, stopAsking: () => setPiece(null) }
}

/** Null when the file is gone. */
async function makeEdits(fix: Parameters<typeof import('./fix.ts').trackFix>[0]): Promise<Applied | null> {
  const { applyFixes, trackFix, untrackFix } = await import('./fix.ts')
  const tracked = trackFix(fix)
  const made = tracked && applyFixes([tracked])
  untrackFix(tracked)
  return made
}
