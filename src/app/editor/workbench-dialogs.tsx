// What opens over the page: questions about files and projects, and the palette. Loaded when they are first asked for.
'use client'
import dynamic from 'next/dynamic'
import type { Command } from './commands.ts'
import { NewFileDialog } from './new-file-dialog.tsx'
import type { WorkbenchState } from './use-workbench.ts'

const EntryDialog = dynamic(() => import('./entry-dialog.tsx').then((file) => file.EntryDialog), { ssr: false })
const ImproveDialog = dynamic(() => import('./improve-dialog.tsx').then((file) => file.ImproveDialog), { ssr: false })
const Palette = dynamic(() => import('./palette.tsx').then((file) => file.Palette), { ssr: false })
const ProjectDialog = dynamic(() => import('./project-dialog.tsx').then((file) => file.ProjectDialog), { ssr: false })

export function WorkbenchDialogs({ bench, commands }: { bench: WorkbenchState; commands: Command[] }) {
  const { adding, entries, improving, projects, palette, findings, paths } = bench
  return (
    <>
      <NewFileDialog adding={adding} />
      {entries.question && <EntryDialog entries={entries} question={entries.question} paths={paths} />}
      {improving.piece && <ImproveDialog improving={improving} piece={improving.piece} />}
      {projects.question && <ProjectDialog projects={projects} question={projects.question} />}
      {palette.wish && (
        <Palette
          wish={palette.wish}
          early={palette.early}
          paths={paths}
          commands={commands}
          onShow={(path) => findings.goToPlace(path, null)}
        />
      )}
    </>
  )
}
