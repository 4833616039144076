// The effective configuration of a rule: each value with who said so, and the way to unsay what was said here.
'use client'
import { Button, Table } from '@mantine/core'
import type { Effective } from '#contract/rule-setting.ts'

type Said = { path: string | null; on: null; severity: null }
type Props = { effective: Effective; home: 'workspace' | 'project'; onForget(said: Said): void }

export function EffectiveTable({ effective, home, onForget }: Props) {
  const { on, onFrom, severity, severityFrom, paths } = effective
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table aria-label="Effective configuration">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Files</Table.Th>
            <Table.Th>Value</Table.Th>
            <Table.Th>Said by</Table.Th>
            <Table.Th>
              <span style={{ fontWeight: 400 }}>Change</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Row files="all" value={on ? 'on' : 'off'} by={onFrom} />
          <Row files="all" value={severity} by={severityFrom} />
          {paths.map(({ path, on, severity, from }, index) => (
            <Table.Tr key={`${path} ${from} ${String(index)}`}>
              <Table.Td>
                <code>{path}</code>
              </Table.Td>
              <Table.Td>{[on === null ? null : on ? 'on' : 'off', severity].filter(Boolean).join(', ')}</Table.Td>
              <Table.Td>{homes[from]}</Table.Td>
              <Table.Td>
                {from === home && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => onForget({ path, on: null, severity: null })}
                    aria-label={`Forget ${path}`}
                  >
                    Forget
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

const Row = ({ files, value, by }: { files: string; value: string; by: Effective['onFrom'] }) => (
  <Table.Tr>
    <Table.Td>{files}</Table.Td>
    <Table.Td>{value}</Table.Td>
    <Table.Td>{homes[by]}</Table.Td>
    <Table.Td />
  </Table.Tr>
)

const homes: Record<Effective['onFrom'], string> = {
  default: 'the rule itself',
  workspace: 'the workspace',
  'lintel.yml': 'lintel.yml of the project',
  project: 'the project',
}

export const wordsFor = (from: Effective['onFrom']): string => `said by ${homes[from]}`
