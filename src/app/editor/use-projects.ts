// What can be done with projects: made, named, gone to, filled from outside, taken along, and deleted.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Project } from '#contract/project.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import type { FileStore } from './file-store.ts'
import type { ChosenFile } from './read-import.ts'
import { saveAs } from './save-as.ts'
import { useImport } from './use-import.ts'

export type Projects = ReturnType<typeof useProjects>
export type ProjectQuestion = 'create' | 'rename' | 'delete' | 'import'

type Listeners = {
  /** Is told why something came to nothing. */
  complain: (words: string) => void
  /** What is shown of a review is another thing now. */
  onBaseline: () => void
}

export function useProjects(first: Project, store: FileStore, { complain, onBaseline }: Listeners) {
  const queries = useQueryClient()
  const [project, setProject] = useState(first)
  const [question, setQuestion] = useState<ProjectQuestion | null>(null)
  const importing = useImport(project.id, store)

  /** A whole new page, once what was typed is saved. */
  async function goTo(id: string) {
    await store.flush()
    window.location.assign(`/editor?${new URLSearchParams({ project: id })}`)
  }

  async function rename(name: string) {
    setProject(await client.changeProject(project.id, { name }))
    await queries.invalidateQueries({ queryKey: ['projects'] })
  }

  /** `now`: what was found so far is accepted, and only what is new is shown; null: all of it is shown again. */
  async function setBaseline(baseline: 'now' | null) {
    try {
      setProject(await client.changeProject(project.id, { baseline }))
      await queries.invalidateQueries({ queryKey: ['held-back'] })
      onBaseline()
    } catch (error) {
      complain(`The baseline could not be changed. ${wordsOf(error)}`)
    }
  }

  async function remove() {
    await client.deleteProject(project.id)
    window.location.assign('/editor')
  }

  function ask(question: ProjectQuestion) {
    importing.forget()
    setQuestion(question)
  }

  /** What is there already stays: nobody was asked. */
  function importDropped(files: Promise<ChosenFile[]>) {
    ask('import')
    void importing.take(files, 'skip')
  }

  async function exportZip() {
    try {
      await store.flush()
      saveAs(await client.exportProject(project.id))
    } catch (error) {
      complain(`The project could not be exported. ${wordsOf(error)}`)
    }
  }

  return {
    project,
    question,
    ask,
    stopAsking: () => setQuestion(null),
    goTo,
    create: async (name: string) => goTo((await client.createProject({ name })).id),
    rename,
    setBaseline,
    remove,
    /** With what goes with it when it is deleted, as it is now. */
    amounts: () => client.getProject(project.id),
    importing,
    importDropped,
    exportZip,
  }
}
