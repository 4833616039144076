// The API tokens somebody has, and the way to be rid of one.
'use client'
import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Token } from '#contract/settings.ts'
import { client } from '../../api-client.ts'
import list from '../list.module.css'
import { Loaded } from '../loaded.tsx'
import { Moment } from '../moment.tsx'
import { useConfirm } from '../use-confirm.tsx'

export function Tokens() {
  const query = useQuery({ queryKey: ['tokens'], queryFn: client.listTokens })
  const confirm = useConfirm('tokens')
  const ask = ({ id, name }: Token) =>
    confirm.ask({
      title: `Revoke “${name}”?`,
      words: 'Whatever uses this token stops working at once. This cannot be taken back.',
      yes: 'Revoke token',
      act: () => client.revokeToken(id),
    })
  return (
    <Loaded query={query} what="tokens">
      {({ items }) => (
        <>
          {items.length === 0 && <p className={list.empty}>You have no tokens yet.</p>}
          {items.length > 0 && (
            <ul className={list.list}>
              {items.map((token) => (
                <Item key={token.id} token={token} onRevoke={() => ask(token)} />
              ))}
            </ul>
          )}
          {confirm.dialog}
        </>
      )}
    </Loaded>
  )
}

function Item({
  token: { name, hint, scopes, expiresAt, lastUsedAt },
  onRevoke,
}: {
  token: Token
  onRevoke: () => void
}) {
  const isOver = Date.parse(expiresAt) <= Date.now()
  return (
    <li className={list.item}>
      <IconKey size={22} color="var(--lintel-soft)" aria-hidden="true" />
      <div className={list.what}>
        <p className={list.name}>
          {name} <code>{hint}…</code>
          {isOver && <span className={list.mark}>expired</span>}
        </p>
        <p className={list.details}>{scopes.join(', ')}</p>
        <p className={list.details}>
          {isOver ? 'expired' : 'expires'} <Moment at={expiresAt} /> ·{' '}
          {lastUsedAt ? (
            <>
              last used <Moment at={lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
        </p>
      </div>
      <Button variant="default" size="xs" onClick={onRevoke} aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
    </li>
  )
}
