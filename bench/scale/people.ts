// People who are signed in without a password's quarter of a second each: rows and sessions, made as signing in makes them.
import type { Variables } from '../../bin/launch/child.ts'
import { apart } from '../../bin/testing/apart.ts'
import type { User } from '../users.ts'

/** @param settings those of the web process they will talk to. */
export async function makePeople(settings: Variables, count: number): Promise<User[]> {
  const { DATABASE_URL, REDIS_URL, JWT_SECRET, APP_ORIGIN, ACCESS_TOKEN_TTL } = settings as Record<string, string>
  const own = { DATABASE_URL, REDIS_URL, JWT_SECRET, APP_ORIGIN, ACCESS_TOKEN_TTL, LOG_LEVEL: 'error' }
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  const tokens = await apart<string[]>(
    given as Record<string, string>,
    `const { sql } = await import('drizzle-orm')
     const { db } = await import('#db/client.ts')
     const { startSession } = await import('#accounts/session.ts')
     const people = await db().execute(sql\`
       with person as (insert into users (email, name)
         select gen_random_uuid() || '@example.com', 'somebody' from generate_series(1, ${count}) returning id),
       place as (insert into workspaces (name, kind) select id::text, 'personal' from person returning id, name),
       member as (insert into memberships (user_id, workspace_id, role)
         select person.id, place.id, 'owner' from person join place on place.name = person.id::text)
       select person.id as person, place.id as place from person join place on place.name = person.id::text\`)
     const tokens = []
     for (const { person, place } of people)
       tokens.push((await db().transaction((tx) =>
         startSession(tx, person, place, { userAgent: 'bench', address: null }))).access)
     tell(tokens)`,
    120_000,
  )
  return tokens.map((token) => ({ cookie: `__Host-at=${token}` }))
}
