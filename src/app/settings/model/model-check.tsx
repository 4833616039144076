// The last check of the model, and the button for another one.
'use client'
import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ModelCheck as Check } from '#contract/model.ts'
import { client } from '../../api-client.ts'
import { Trouble } from '../trouble.tsx'
import { ModelFacts } from './model-facts.tsx'

type Props = { check: Check | null; mayCheck: boolean }

export function ModelCheck({ check, mayCheck }: Props) {
  const cache = useQueryClient()
  const again = useMutation({
    mutationFn: client.checkModel,
    onSuccess: (status) => cache.setQueryData(['model'], status),
  })
  return (
    <Stack gap="md" align="flex-start">
      <div role="status">{check ? <ModelFacts facts={factsOf(check)} /> : 'It was not checked yet.'}</div>
      {again.error && <Trouble error={again.error} />}
      {mayCheck && (
        <Button variant="default" onClick={() => again.mutate()} loading={again.isPending}>
          Check the model
        </Button>
      )}
    </Stack>
  )
}

const yes = (value: boolean) => (value ? 'yes' : 'no')

const factsOf = (check: Check): [string, string][] =>
  check.problem
    ? [['It cannot be asked', check.problem]]
    : [
        ['It answers', `the check took ${(check.milliseconds / 1000).toFixed(1)} s`],
        ['By a JSON schema', yes(check.jsonSchema)],
        ['As any JSON', yes(check.jsonObject)],
        ['In a stream', yes(check.streaming)],
        ['Reads at once', check.contextTokens ? `${check.contextTokens} tokens` : 'its server does not tell'],
      ]
