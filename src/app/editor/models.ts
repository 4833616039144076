// Monaco's texts, one per file, kept equal to the file store in both directions.
'use client'
import { useEffect, useRef } from 'react'
import { languageOf } from '#contract/language.ts'
import type { FileInfo, FileStore } from './file-store.ts'
import { monaco } from './monaco.ts'

export const uriOf = (path: string) => monaco.Uri.from({ scheme: 'file', path: `/${path}` })
export const pathOf = ({ path }: { path: string }) => path.slice(1)
export const modelOf = (path: string) => monaco.editor.getModel(uriOf(path))
export const idOf = (path: string) => languageOf(path) ?? 'plaintext'

export function useModels(store: FileStore, list: FileInfo[], typed: () => void) {
  const seen = useRef(new Map<string, number>())
  useEffect(() => {
    for (const { path, revision } of list) {
      if (!seen.current.has(path)) open(store, path, typed)
      else if (seen.current.get(path) !== revision) replace(store, path)
      seen.current.set(path, revision)
    }
    const there = new Set(list.map(({ path }) => path))
    for (const path of seen.current.keys()) if (!there.has(path)) forget(seen.current, path)
  }, [store, list, typed])

  useEffect(() => {
    const revisions = seen.current
    return () => {
      for (const model of monaco.editor.getModels()) model.dispose()
      revisions.clear()
    }
  }, [])
}

function open(store: FileStore, path: string, typed: () => void) {
  // The view may have been quicker and made it already.
  const text = store.content(path)
  const model = modelOf(path) ?? monaco.editor.createModel(text, idOf(path), uriOf(path))
  if (model.getValue() !== text) model.setValue(text)
  model.onDidChangeContent(() => {
    if (model.getValue() !== store.content(path)) store.edit(path, model.getValue())
    typed()
  })
}

/** What was moved or deleted; one that is still on the screen waits until the next change of the list. */
function forget(seen: Map<string, number>, path: string) {
  const model = modelOf(path)
  if (model?.isAttachedToEditor()) return
  model?.dispose()
  seen.delete(path)
}

/** As an edit, so that it can be undone. */
function replace(store: FileStore, path: string) {
  const model = modelOf(path)
  const text = store.content(path)
  if (!model || model.getValue() === text) return
  model.pushStackElement()
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  model.pushStackElement()
}
