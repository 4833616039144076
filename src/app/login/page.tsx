// Sign-in; who is signed in already goes where they wanted to go.
import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { env } from '#env.ts'
import { Doorway } from '../doorway.tsx'
import { FormProblem } from '../form-problem.tsx'
import { nextPath } from '../next-path.ts'
import { currentActor } from '../session.ts'
import { ssoChoices } from '../sso.ts'
import { LoginForm } from './login-form.tsx'
import { SsoButtons } from './sso-buttons.tsx'

export const metadata: Metadata = { title: 'Sign in' }

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const { next: wanted, error } = await searchParams
  const next = nextPath(wanted)
  if (await currentActor()) redirect(next as Route)
  return (
    <Doorway title="Sign in">
      {typeof error === 'string' && <FormProblem words={wordsForSso(error)} />}
      <LoginForm next={next} canRegister={env().REGISTRATION === 'open'} />
      <SsoButtons choices={ssoChoices()} next={next} />
    </Doorway>
  )
}

/** Why signing in elsewhere did not work out; the code comes from our own redirect, or from next-auth's. */
function wordsForSso(code: string): string {
  if (code === 'email-taken')
    return 'There is an account with this e-mail address already. Sign in with its password once, and the two are linked.'
  if (code === 'forbidden')
    return 'This account may not sign in here: its e-mail address is not verified, or it is disabled.'
  return 'Signing in there did not work. Please try again.'
}
