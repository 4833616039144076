// Registration, where this installation allows it.
import { Text } from '@mantine/core'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { noAccountYet } from '#accounts/register.ts'
import { env } from '#env.ts'
import { Doorway } from '../doorway.tsx'
import { nextPath } from '../next-path.ts'
import { currentActor } from '../session.ts'
import { RegisterForm } from './register-form.tsx'

export const metadata: Metadata = { title: 'Register' }

export default async function RegisterPage({ searchParams }: PageProps<'/register'>) {
  const { next: wanted, invitation } = await searchParams
  const next = nextPath(wanted)
  if (await currentActor()) redirect(next as Route)
  const { PASSWORD_MIN_LENGTH } = env()
  const registration = (await noAccountYet()) ? 'open' : env().REGISTRATION
  const secret = typeof invitation === 'string' && invitation !== '' ? invitation : null
  if (registration === 'closed')
    return (
      <NoEntry title="Registration is closed">
        Whoever runs this installation makes the accounts. Ask them for one.
      </NoEntry>
    )
  if (registration === 'invite' && !secret)
    return (
      <NoEntry title="You need an invitation">
        New accounts are made with an invitation link. Ask the administrator of this instance for one, and open it here.
      </NoEntry>
    )
  return (
    <Doorway title="Create your account">
      <RegisterForm next={next} passwordMinLength={PASSWORD_MIN_LENGTH} invitation={secret} />
    </Doorway>
  )
}

function NoEntry({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Doorway title={title}>
      <Text size="sm" mb="md">
        {children}
      </Text>
      <Link href="/login">Sign in</Link>
    </Doorway>
  )
}
