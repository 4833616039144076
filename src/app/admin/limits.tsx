// The rate limits as a table.
'use client'
import { Table } from '@mantine/core'
import type { Instance } from '#contract/admin.ts'
import { WideTable } from '../settings/wide-table.tsx'

const words: Record<string, string> = {
  login: 'Signing in, per address',
  'login-account': 'Signing in, per account',
  register: 'Registering, per address',
  refresh: 'Renewing a session, per address',
  reviews: 'Submitting reviews, per person',
  reads: 'Reading, per person',
  writes: 'Changing something, per person',
}
const units = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const

export function Limits({ limits }: { limits: Instance['limits'] }) {
  return (
    <WideTable name="Table of limits" columns={['What', 'How often', 'How it is counted']}>
      {limits.map(({ name, points, seconds, strict }) => (
        <Table.Tr key={name}>
          <Table.Td>{words[name] ?? name}</Table.Td>
          <Table.Td>
            {points} per {span(seconds)}
          </Table.Td>
          <Table.Td>
            {strict ? 'Strictly: never more in any such span' : 'So many at once, then refilled steadily'}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}

/** Such as `hour`, or `15 minutes`. */
function span(seconds: number): string {
  const [size, unit] = units.find(([length]) => seconds % length === 0) ?? [1, 'second']
  const count = seconds / size
  return count === 1 ? unit : `${count} ${unit}s`
}
