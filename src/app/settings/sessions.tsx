// The devices somebody is signed in on, and the way to sign them out.
'use client'
import { Button, Group } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Problem } from '#contract/problem.ts'
import type { Session } from '#contract/settings.ts'
import { client } from '../api-client.ts'
import { deviceWords } from './device-words.ts'
import list from './list.module.css'
import { Loaded } from './loaded.tsx'
import { Moment } from './moment.tsx'
import { useConfirm } from './use-confirm.tsx'

export function Sessions() {
  const query = useQuery({ queryKey: ['sessions'], queryFn: client.listSessions })
  const confirm = useConfirm('sessions')

  const askOne = (session: Session) =>
    confirm.ask({
      title: `Sign out ${deviceWords(session.userAgent)}?`,
      words: 'Whoever uses it has to sign in again. What is not saved there yet is kept on that device.',
      yes: 'Sign out',
      act: () => end(session),
    })
  const askOthers = (others: Session[]) =>
    confirm.ask({
      title: 'Sign out everywhere else?',
      words: `${others.length === 1 ? 'One session' : `${others.length} sessions`} will be ended. This one stays.`,
      yes: 'Sign out everywhere else',
      act: () => Promise.all(others.map(end)),
    })

  return (
    <Loaded query={query} what="sessions">
      {({ items }) => {
        const others = items.filter(({ current }) => !current)
        return (
          <>
            <ul className={list.list}>
              {items.map((session) => (
                <Item key={session.id} session={session} onEnd={() => askOne(session)} />
              ))}
            </ul>
            <Group>
              <Button variant="default" disabled={others.length === 0} onClick={() => askOthers(others)}>
                {others.length === 0 ? 'No other sessions' : 'Sign out everywhere else'}
              </Button>
            </Group>
            {confirm.dialog}
          </>
        )
      }}
    </Loaded>
  )
}

function Item({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const device = deviceWords(session.userAgent)
  const Icon = /iPhone|iPad|Android/.test(device) ? IconDeviceMobile : IconDeviceDesktop
  return (
    <li className={list.item}>
      <Icon size={22} color="var(--lintel-soft)" aria-hidden="true" />
      <div className={list.what}>
        <p className={list.name}>
          {device}
          {session.current && <span className={list.mark}>this device</span>}
        </p>
        <p className={list.details}>
          {session.address ?? 'unknown address'} · since <Moment at={session.createdAt} /> · last used{' '}
          <Moment at={session.lastUsedAt} />
        </p>
      </div>
      {!session.current && (
        <Button variant="default" size="xs" onClick={onEnd} aria-label={`Sign out ${device}`}>
          Sign out
        </Button>
      )}
    </li>
  )
}

/** One that is over already is as good as ended. */
async function end({ id }: Session): Promise<void> {
  try {
    await client.endSession(id)
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'not-found')) throw error
  }
}
