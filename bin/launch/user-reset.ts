// A way back in for whoever lost their password, from the machine Lintel runs on.
import { eq } from 'drizzle-orm'
import { resetUrl } from '#accounts/administer.ts'
import { writeDown } from '#accounts/audit.ts'
import { makePasswordReset } from '#accounts/change-password.ts'
import { homeWorkspace } from '#accounts/register.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { say } from './progress.ts'
import { refusal } from './refusal.ts'
import { settleOnRunningInstance } from './running-instance.ts'

export async function userReset(email: string | undefined): Promise<void> {
  if (!email) throw refusal('Whose? Say: pnpm user:reset ada@example.com')
  settleOnRunningInstance()
  const [user] = await db()
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(eq(users.email, email.toLowerCase()))
  if (!user) throw refusal(`Nobody has an account with the e-mail address ${email}.`)
  const { secret, expiresAt } = await makePasswordReset(user.id)
  await writeDown(db(), {
    action: 'person.reset-link',
    actor: null,
    workspaceId: await db().transaction((tx) => homeWorkspace(tx, user.id)),
    address: null,
    target: user.email,
  })
  say(`${resetUrl(secret)}\nIt works once, until ${expiresAt.toLocaleString()}.`)
}
