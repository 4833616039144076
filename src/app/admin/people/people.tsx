// The people of the instance, and what the administrator can do about each.
'use client'
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '#contract/admin.ts'
import { client } from '../../api-client.ts'
import { EditorDialog } from '../../editor/editor-dialog.tsx'
import list from '../../settings/list.module.css'
import { Loaded } from '../../settings/loaded.tsx'
import { Moment } from '../../settings/moment.tsx'
import { useConfirm } from '../../settings/use-confirm.tsx'
import { WideTable } from '../../settings/wide-table.tsx'
import { PersonMenu } from './person-menu.tsx'
import { ResetLink } from './reset-link.tsx'

export function People({ myself }: { myself: string }) {
  const query = useQuery({ queryKey: ['people'], queryFn: client.listPeople })
  const confirm = useConfirm('people')
  const [forgetful, setForgetful] = useState<Person | null>(null)
  return (
    <Loaded query={query} what="people">
      {({ items }) => (
        <>
          <WideTable name="People" columns={['Person', 'Role', 'Sessions', 'Last seen', 'Actions']}>
            {items.map((person) => (
              <Table.Tr key={person.id}>
                <Table.Td>
                  <Name person={person} />
                </Table.Td>
                <Table.Td>{person.role === 'administrator' ? 'Administrator' : 'Member'}</Table.Td>
                <Table.Td>{person.sessions}</Table.Td>
                <Table.Td>{person.lastSeenAt ? <Moment at={person.lastSeenAt} /> : 'never'}</Table.Td>
                <Table.Td>
                  {person.id === myself ? (
                    'This is you'
                  ) : (
                    <PersonMenu person={person} ask={confirm.ask} onResetLink={() => setForgetful(person)} />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
          {confirm.dialog}
          <EditorDialog
            opened={forgetful !== null}
            onClose={() => setForgetful(null)}
            title="One-time reset link"
            size="lg"
          >
            {forgetful && <ResetLink person={forgetful} />}
          </EditorDialog>
        </>
      )}
    </Loaded>
  )
}

function Name({ person: { email, name, disabled } }: { person: Person }) {
  return (
    <>
      <p className={list.name}>
        {email}
        {disabled && <span className={list.mark}>disabled</span>}
      </p>
      {name && <p className={list.details}>{name}</p>}
    </>
  )
}
