// A table that scrolls by itself where the window is narrower, with the keyboard too.
'use client'
import { ScrollArea, Table } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { name: string; columns: string[]; children: ReactNode }

export function WideTable({ name, columns, children }: Props) {
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': name }}>
      <Table miw={620} verticalSpacing="xs" fz={13} borderColor="var(--lintel-line)">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ overflowWrap: 'anywhere' }}>{children}</Table.Tbody>
      </Table>
    </ScrollArea>
  )
}
