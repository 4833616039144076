// The editor: the person's first project with its files, handed over to the browser.
import type { Metadata } from 'next'
import { openFirstProject } from '#projects/open.ts'
import { requireActor, userOf } from '../session.ts'
import { Workbench } from './workbench.tsx'

export const metadata: Metadata = { title: 'Editor' }

export default async function EditorPage() {
  const actor = await requireActor('/editor')
  const { project, files } = await openFirstProject(actor)
  return <Workbench user={userOf(actor)} project={project} files={files} />
}
