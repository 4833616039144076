// The invitations there are: open, used, or too old.
'use client'
import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Invitation } from '#contract/admin.ts'
import { client } from '../../api-client.ts'
import list from '../../settings/list.module.css'
import { Loaded } from '../../settings/loaded.tsx'
import { Moment } from '../../settings/moment.tsx'
import { useConfirm } from '../../settings/use-confirm.tsx'

const nameOf = ({ note }: Invitation) => note || 'Without a note'

export function Invitations() {
  const query = useQuery({ queryKey: ['invitations'], queryFn: client.listInvitations })
  const confirm = useConfirm('invitations')
  const ask = (invitation: Invitation) =>
    confirm.ask({
      title: 'Revoke this invitation?',
      words: `The link of “${nameOf(invitation)}” stops working at once.`,
      yes: 'Revoke invitation',
      act: () => client.revokeInvitation(invitation.id),
    })
  return (
    <Loaded query={query} what="invitations">
      {({ items }) => (
        <>
          {items.length === 0 && <p className={list.empty}>Nobody was invited yet.</p>}
          {items.length > 0 && (
            <ul className={list.list}>
              {items.map((invitation) => (
                <Item key={invitation.id} invitation={invitation} onRevoke={() => ask(invitation)} />
              ))}
            </ul>
          )}
          {confirm.dialog}
        </>
      )}
    </Loaded>
  )
}

function Item({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const { usedBy, createdAt, expiresAt } = invitation
  const state = usedBy ? 'used' : Date.parse(expiresAt) <= Date.now() ? 'too old' : 'open'
  return (
    <li className={list.item}>
      <IconMail size={22} color="var(--lintel-soft)" aria-hidden="true" />
      <div className={list.what}>
        <p className={list.name}>
          {nameOf(invitation)} <span className={list.mark}>{state}</span>
        </p>
        <p className={list.details}>
          made <Moment at={createdAt} /> ·{' '}
          {usedBy ? (
            `used by ${usedBy}`
          ) : (
            <>
              works until <Moment at={expiresAt} />
            </>
          )}
        </p>
      </div>
      {state === 'open' && (
        <Button variant="default" size="xs" onClick={onRevoke} aria-label={`Revoke ${nameOf(invitation)}`}>
          Revoke
        </Button>
      )}
    </li>
  )
}
