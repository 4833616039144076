// A new password for whoever holds a one-time link from the administrator.
import type { Metadata } from 'next'
import Link from 'next/link'
import { env } from '#env.ts'
import { Doorway } from '../doorway.tsx'
import { ResetForm } from './reset-form.tsx'

export const metadata: Metadata = { title: 'New password' }

export default async function ResetPage({ searchParams }: PageProps<'/reset'>) {
  const { token } = await searchParams
  return (
    <Doorway title="Set a new password">
      {typeof token === 'string' && token !== '' ? (
        <ResetForm token={token} min={env().PASSWORD_MIN_LENGTH} />
      ) : (
        <>
          <p>
            This address is not complete. Open the whole link you were given, or ask the administrator for a new one.
          </p>
          <Link href="/login">Sign in</Link>
        </>
      )}
    </Doorway>
  )
}
