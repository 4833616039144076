// Makes an API token, and shows its secret this once.
'use client'
import { Alert, Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreatedToken } from '#contract/settings.ts'
import { Copyable } from '../copyable.tsx'
import { TokenForm } from './token-form.tsx'

export function NewToken({ origin }: { origin: string }) {
  const queries = useQueryClient()
  const [created, setCreated] = useState<CreatedToken | null>(null)

  function show(token: CreatedToken) {
    setCreated(token)
    queries.invalidateQueries({ queryKey: ['tokens'] })
  }

  if (!created) return <TokenForm onCreated={show} />
  return (
    <Stack gap="md" align="stretch">
      <Alert role="status" variant="outline" title={`“${created.name}” is ready`}>
        Copy the secret now: it is shown this once and kept nowhere.
      </Alert>
      <Copyable label="Secret" text={created.secret} />
      <Copyable
        label="Try it"
        text={`curl -H "Authorization: Bearer ${created.secret}" ${exampleUrl(created, origin)}`}
      />
      <div>
        <Button variant="default" onClick={() => setCreated(null)}>
          Done
        </Button>
      </div>
    </Stack>
  )
}

/** An address this token may be used on. */
function exampleUrl({ scopes }: CreatedToken, origin: string): string {
  if (scopes.includes('projects:read')) return `${origin}/api/projects`
  if (scopes.includes('reviews:read')) return `${origin}/api/reviews/{id}`
  const write = '-X POST -H "Content-Type: application/json"'
  if (scopes.includes('reviews:write'))
    return `${write} -d '{"code":"print(undefined_name)","language":"python"}' ${origin}/api/reviews`
  return `${write} -d '{"path":"new.py","content":"x = 1"}' ${origin}/api/projects/{id}/files`
}
