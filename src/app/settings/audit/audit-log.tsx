// The audit log as a table that grows downwards.
'use client'
import { Button, Group, Stack, Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '../../api-client.ts'
import list from '../list.module.css'
import { Loaded } from '../loaded.tsx'
import { Moment } from '../moment.tsx'
import { WideTable } from '../wide-table.tsx'
import { auditWords } from './audit-words.ts'

export function AuditLog() {
  const query = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) => client.listAudit(pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  return (
    <Loaded query={query} what="events">
      {({ pages }) => {
        const events = pages.flatMap(({ items }) => items)
        if (events.length === 0) return <p className={list.empty}>Nothing was recorded yet.</p>
        return (
          <Stack>
            <WideTable name="Audit log" columns={['When', 'Who', 'What', 'On', 'From']}>
              {events.map(({ id, at, actorEmail, action, target, address }) => (
                <Table.Tr key={id}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>
                    <Moment at={at} />
                  </Table.Td>
                  <Table.Td>{actorEmail ?? 'unknown'}</Table.Td>
                  <Table.Td>{auditWords[action]}</Table.Td>
                  <Table.Td>{target ?? '–'}</Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{address ?? '–'}</Table.Td>
                </Table.Tr>
              ))}
            </WideTable>
            {query.hasNextPage && (
              <Group justify="center">
                <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  Load more
                </Button>
              </Group>
            )}
          </Stack>
        )
      }}
    </Loaded>
  )
}
