// The editor: the project that the address names, else the one changed last, with its files, handed over to the browser.
import type { Metadata } from 'next'
import { openFirstProject, openProject } from '#projects/open.ts'
import { modelAtHand } from '#reviews/model-status.ts'
import { requireActor, userOf } from '../session.ts'
import { Workbench } from './workbench.tsx'

export const metadata: Metadata = { title: 'Editor' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function EditorPage({ searchParams }: Props) {
  // The link to a finding is followed after signing in, too.
  const asked = new URLSearchParams(await searchParams)
  const query = asked.toString()
  const actor = await requireActor(query ? `/editor?${query}` : '/editor')
  const named = asked.get('project')
  const { project, files } = (named && (await openProject(actor, named))) || (await openFirstProject(actor))
  const model = modelAtHand()
  return <Workbench key={project.id} user={userOf(actor)} model={model} project={project} files={files} />
}
