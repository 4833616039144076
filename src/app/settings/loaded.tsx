// A list that is fetched: words and room while it comes, what went wrong, and then itself.
'use client'
import { Skeleton, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Trouble } from './trouble.tsx'

type Props<Data> = {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'isFetching' | 'refetch'>
  /** Such as `sessions`. */
  what: string
  children: (data: Data) => ReactNode
}

export function Loaded<Data>({ query: { data, error, isFetching, refetch }, what, children }: Props<Data>) {
  return (
    <Stack gap="md">
      {error && <Trouble error={error} retry={() => void refetch()} retrying={isFetching} />}
      {data === undefined ? !error && <Waiting what={what} /> : children(data)}
    </Stack>
  )
}

function Waiting({ what }: { what: string }) {
  return (
    <Stack gap={12} role="status">
      <Text size="sm" c="var(--lintel-soft)">
        Loading the {what} …
      </Text>
      <Skeleton height={44} radius="sm" />
      <Skeleton height={44} radius="sm" />
    </Stack>
  )
}
