// The project's files for components: the list redraws when a state changes, not at every key.
'use client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ProjectFile } from '#contract/project.ts'
import { client } from '../api-client.ts'
import { createDrafts } from './drafts.ts'
import { createFileStore } from './file-store.ts'

export function useFiles(userId: string, projectId: string, files: ProjectFile[]) {
  const [store] = useState(() =>
    createFileStore({ projectId, files, client, drafts: createDrafts(userId, () => localStorage) }),
  )
  const list = useSyncExternalStore(store.subscribe, store.list, store.list)

  useEffect(() => {
    store.restore()
    const flush = () => void store.flush()
    window.addEventListener('online', flush)
    return () => window.removeEventListener('online', flush)
  }, [store])

  return { store, list }
}
