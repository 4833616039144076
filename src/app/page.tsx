// The front page is a signpost: to the editor, or to the door.
import { redirect } from 'next/navigation'
import { currentActor } from './session.ts'

export default async function Home() {
  if (await currentActor()) redirect('/editor')
  redirect('/login')
}
