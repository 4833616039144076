// What was sent and how it was answered, newest first; fetched again as long as something waits.
'use client'
import { Button, Group, Stack, Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Delivery } from '#contract/webhook.ts'
import { client } from '../../api-client.ts'
import list from '../list.module.css'
import { Loaded } from '../loaded.tsx'
import { Moment } from '../moment.tsx'
import { WideTable } from '../wide-table.tsx'

const AGAIN_MS = 2000

export function Deliveries() {
  const query = useInfiniteQuery({
    queryKey: ['deliveries'],
    queryFn: ({ pageParam }) => client.listDeliveries(pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === 'pending')) ? AGAIN_MS : false,
  })
  return (
    <Loaded query={query} what="messages">
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        if (items.length === 0) return <p className={list.empty}>Nothing was sent yet.</p>
        return (
          <Stack>
            <WideTable name="Sent messages" columns={['When', 'What', 'State', 'Attempts', 'Answer']}>
              {items.map((delivery) => (
                <Row key={delivery.id} delivery={delivery} />
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

const Row = ({
  delivery: { createdAt, event, status, attempts, answered, failure, nextAt },
}: {
  delivery: Delivery
}) => (
  <Table.Tr>
    <Table.Td style={{ whiteSpace: 'nowrap' }}>
      <Moment at={createdAt} />
    </Table.Td>
    <Table.Td>
      <code>{event}</code>
    </Table.Td>
    <Table.Td>
      {status === 'pending' && attempts > 0 && nextAt ? (
        <>
          again at <Moment at={nextAt} />
        </>
      ) : (
        words[status]
      )}
    </Table.Td>
    <Table.Td>{attempts}</Table.Td>
    <Table.Td>{failure ?? answered ?? '–'}</Table.Td>
  </Table.Tr>
)

const words: Record<Delivery['status'], string> = { pending: 'waits', delivered: 'delivered', failed: 'given up' }
