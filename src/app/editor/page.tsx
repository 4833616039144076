// The editor: the person's first project with its files, handed over to the browser.
import type { Metadata } from 'next'
import { openFirstProject } from '#projects/open.ts'
import { requireActor, userOf } from '../session.ts'
import { Workbench } from './workbench.tsx'

export const metadata: Metadata = { title: 'Editor' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function EditorPage({ searchParams }: Props) {
  // The link to a finding is followed after signing in, too.
  const query = new URLSearchParams(await searchParams).toString()
  const actor = await requireActor(query ? `/editor?${query}` : '/editor')
  const { project, files } = await openFirstProject(actor)
  return <Workbench user={userOf(actor)} project={project} files={files} />
}
