// Who may see the administration; for everybody else there is no such page.
import { notFound } from 'next/navigation'
import type { User } from '#contract/account.ts'
import { requireActor, userOf } from '../session.ts'

export async function requireAdministrator(path: string): Promise<User> {
  const actor = await requireActor(path)
  return actor.role === 'administrator' ? userOf(actor) : notFound()
}
