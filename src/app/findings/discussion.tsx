// What people wrote about a finding, with a place to write more, and to dismiss or reopen it.
'use client'
import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { type FindingComment, MAX_COMMENT, type TrackedFinding } from '#contract/tracked.ts'
import { client } from '../api-client.ts'
import { DismissMenu } from '../editor/dismiss-menu.tsx'
import list from '../list-page.module.css'
import { Loaded } from '../settings/loaded.tsx'
import { Moment } from '../settings/moment.tsx'
import { Trouble } from '../settings/trouble.tsx'

export function Discussion({ finding: { id, state } }: { finding: TrackedFinding }) {
  const queries = useQueryClient()
  const router = useRouter()
  const query = useQuery({ queryKey: ['comments', id], queryFn: () => client.listComments(id) })
  const deed = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['comments', id] })
      router.refresh()
    },
  })
  const remove = (comment: string) => deed.mutate(() => client.removeComment(id, comment))
  return (
    <Stack gap="sm" mt="sm">
      <Loaded query={query} what="comments">
        {({ items }) => items.map((comment) => <Comment key={comment.id} comment={comment} onRemove={remove} />)}
      </Loaded>
      {deed.error && <Trouble error={deed.error} />}
      <Writing sending={deed.isPending} onSend={(text) => deed.mutateAsync(() => client.addComment(id, { text }))} />
      {state === 'open' && (
        <div>
          <DismissMenu
            disabled={deed.isPending}
            onDismiss={(reason) => deed.mutate(() => client.changeFinding(id, { state: 'dismissed', reason }))}
          />
        </div>
      )}
      {state === 'dismissed' && (
        <div>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => deed.mutate(() => client.changeFinding(id, { state: 'reopened' }))}
          >
            Reopen
          </Button>
        </div>
      )}
    </Stack>
  )
}

function Comment({ comment, onRemove }: { comment: FindingComment; onRemove: (id: string) => void }) {
  const { id, by, at, text, mine } = comment
  return (
    <div>
      <p className={list.details}>
        {by ?? 'Somebody who has left'}, <Moment at={at} />
        {mine && (
          <Button size="compact-xs" variant="subtle" c="var(--lintel-soft)" ml="xs" onClick={() => onRemove(id)}>
            Delete
          </Button>
        )}
      </p>
      <p style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: 14 }}>{text}</p>
    </div>
  )
}

function Writing({ sending, onSend }: { sending: boolean; onSend: (text: string) => Promise<unknown> }) {
  const [text, setText] = useState('')
  async function send(event: FormEvent) {
    event.preventDefault()
    // What was refused stays to be mended; the reason stands above.
    await onSend(text.trim()).then(
      () => setText(''),
      () => {},
    )
  }
  return (
    <form onSubmit={send}>
      <Textarea
        label="Comment"
        autosize
        minRows={2}
        maxLength={MAX_COMMENT}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Group mt="xs">
        <Button type="submit" size="compact-sm" loading={sending} disabled={!text.trim()}>
          Comment
        </Button>
      </Group>
    </form>
  )
}
