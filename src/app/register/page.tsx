// Registration, where this installation allows it.
import { Text } from '@mantine/core'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { env } from '#env.ts'
import { Doorway } from '../doorway.tsx'
import { nextPath } from '../next-path.ts'
import { currentActor } from '../session.ts'
import { RegisterForm } from './register-form.tsx'

export const metadata: Metadata = { title: 'Register' }

export default async function RegisterPage({ searchParams }: PageProps<'/register'>) {
  const next = nextPath((await searchParams).next)
  if (await currentActor()) redirect(next as Route)
  if (env().REGISTRATION === 'closed') return <Closed />
  return (
    <Doorway title="Create your account">
      <RegisterForm next={next} passwordMinLength={env().PASSWORD_MIN_LENGTH} />
    </Doorway>
  )
}

function Closed() {
  return (
    <Doorway title="Registration is closed">
      <Text size="sm" mb="md">
        Whoever runs this installation makes the accounts. Ask them for one.
      </Text>
      <Link href="/login">Sign in</Link>
    </Doorway>
  )
}
