// What the tree says of its files: which are not saved yet, and how many findings each has. They change often, the tree does not.
'use client'
import { createContext, use } from 'react'
import type { Finding } from '#contract/finding.ts'
import type { FileInfo } from './file-store.ts'

export type EntryMarks = { unsaved: ReadonlySet<string>; counts: ReadonlyMap<string, number> }

export const EntryMarksContext = createContext<EntryMarks>({ unsaved: new Set(), counts: new Map() })

export function marksOf(list: FileInfo[], findings: Finding[]): EntryMarks {
  const counts = new Map<string, number>()
  for (const { path } of findings) counts.set(path, (counts.get(path) ?? 0) + 1)
  return { unsaved: new Set(list.filter(({ state }) => state !== 'saved').map(({ path }) => path)), counts }
}

export function useEntryMarks(value: string) {
  const { unsaved, counts } = use(EntryMarksContext)
  return { unsaved: unsaved.has(value), findings: counts.get(value) ?? 0 }
}
