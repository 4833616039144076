// The webhook's address and secret: set, tested, changed, removed.
'use client'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedWebhook } from '#contract/webhook.ts'
import { client } from '../../api-client.ts'
import { Copyable } from '../copyable.tsx'
import { Loaded } from '../loaded.tsx'
import { Moment } from '../moment.tsx'
import styles from '../settings.module.css'
import { Trouble } from '../trouble.tsx'
import { useConfirm } from '../use-confirm.tsx'
import { AddressForm } from './address-form.tsx'

export function WebhookSettings() {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: ['webhook'], queryFn: client.getWebhook })
  const confirm = useConfirm('webhook')
  const [secret, setSecret] = useState<string | null>(null)
  const test = useMutation({
    mutationFn: client.testWebhook,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })

  function saved({ secret: made }: SavedWebhook) {
    if (made) setSecret(made)
    void queries.invalidateQueries({ queryKey: ['webhook'] })
  }
  const change = () =>
    confirm.ask({
      title: 'Make another secret?',
      words:
        'For 24 hours messages are signed with both, so that your receiver can change over. Then only with the new one.',
      yes: 'Make another secret',
      act: async () => saved(await client.changeWebhookSecret()),
    })
  const remove = () =>
    confirm.ask({
      title: 'Remove the webhook?',
      words: 'What waits to be sent is given up, and no more is sent. A new one gets a new secret.',
      yes: 'Remove webhook',
      act: async () => {
        await client.removeWebhook()
        setSecret(null)
        await queries.invalidateQueries({ queryKey: ['deliveries'] })
      },
    })

  return (
    <Loaded query={query} what="webhook">
      {({ url, gone, secretMadeAt, formerSecretUntil }) => (
        <Stack gap="md">
          {gone && (
            <Alert variant="outline" title="Turned off">
              The receiver answered 410, Gone. Save an address to turn it on again.
            </Alert>
          )}
          <AddressForm key={url === null ? 'none' : 'set'} url={url} onSaved={saved} />
          {secret && (
            <Stack gap="md">
              <Alert role="status" variant="outline" title="The secret is ready">
                Copy it now: it is shown this once.
              </Alert>
              <Copyable label="Secret" text={secret} />
            </Stack>
          )}
          {url !== null && (
            <>
              {test.error && <Trouble error={test.error} />}
              <Group>
                <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                  Send a test
                </Button>
                <Button variant="default" onClick={change}>
                  Make another secret
                </Button>
                <Button variant="default" onClick={remove}>
                  Remove
                </Button>
              </Group>
              <p className={styles.about}>
                {secretMadeAt && (
                  <>
                    The secret was made <Moment at={secretMadeAt} />.
                  </>
                )}
                {formerSecretUntil && (
                  <>
                    {' '}
                    The one before is good until <Moment at={formerSecretUntil} />.
                  </>
                )}
              </p>
            </>
          )}
          {confirm.dialog}
        </Stack>
      )}
    </Loaded>
  )
}
