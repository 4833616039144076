// Who looks at a page. Every page that shows something of somebody asks here itself.
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Actor } from '#accounts/actor.ts'
import { authenticate } from '#accounts/authenticate.ts'
import { cookieNames } from '#accounts/cookies.ts'
import type { User } from '#contract/account.ts'

export async function currentActor(): Promise<Actor | null> {
  const jar = await cookies()
  const session = await authenticate(jar.get(cookieNames().access)?.value)
  return session?.actor ?? null
}

/** @param path where to come back to after signing in. */
export async function requireActor(path: string): Promise<Actor> {
  return (await currentActor()) ?? redirect(`/login?next=${encodeURIComponent(path)}`)
}

/** What of an actor may be told to the browser. */
export const userOf = ({ userId, email, name, role }: Actor): User => ({ id: userId, email, name, role })
