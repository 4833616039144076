// The rules, searched by their words and narrowed down, as they hold in the workspace or in one of its projects.
'use client'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { client } from '../api-client.ts'
import list from '../settings/list.module.css'
import { Trouble } from '../settings/trouble.tsx'
import { everything, fits, RuleFilter } from './rule-filter.tsx'
import { RuleRow } from './rule-row.tsx'
import { RuleSettingsDialog } from './rule-settings.tsx'
import { RuleTransfer } from './rule-transfer.tsx'
import { type ProjectName, type ShownRule, type ShownRules, shownOf } from './shown-rules.ts'

type Props = { first: ShownRules; projects: ProjectName[] }

export function RuleList({ first, projects }: Props) {
  const [wish, setWish] = useState(everything)
  const [chosen, setChosen] = useState<ShownRule | null>(null)
  const { projectId } = wish
  const query = useQuery({
    queryKey: ['rules', projectId],
    queryFn: async () => shownOf(await client.listRules(projectId ?? undefined)),
    ...(projectId === null ? { initialData: first } : {}),
    staleTime: 60_000,
  })
  const { items = [], trouble = [] } = query.data ?? {}
  const found = items.filter(fits(useDeferredValue(wish)))
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Button component="a" href="/rules/new">
          Write a rule
        </Button>
        <RuleTransfer rules={items} />
      </Group>
      <RuleFilter
        wish={wish}
        projects={projects}
        onChange={(change) => setWish((before) => ({ ...before, ...change }))}
      />
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} retrying={query.isFetching} />}
      {trouble.length > 0 && (
        <Alert color="yellow" variant="outline" title="Files of this project that are not followed">
          {trouble.map(({ path, reason }) => (
            <Text key={path + reason} size="sm">
              <code>{path}</code>: {reason}
            </Text>
          ))}
        </Alert>
      )}
      <Text size="sm" c="var(--lintel-soft)" role="status">
        {found.length === items.length ? `${items.length} rules` : `${found.length} of ${items.length} rules`}
      </Text>
      {found.length === 0 && query.data && (
        <p className={list.empty}>No rule fits. Fewer words, or another language, find more.</p>
      )}
      {found.length > 0 && (
        <ul className={list.list} aria-label="Rules">
          {found.map((rule) => (
            <RuleRow key={rule.id + rule.origin} rule={rule} onConfigure={setChosen} />
          ))}
        </ul>
      )}
      <RuleSettingsDialog
        rule={items.find(({ id, origin }) => id === chosen?.id && origin === chosen.origin) ?? null}
        place={projects.find(({ id }) => id === projectId) ?? null}
        onClose={() => setChosen(null)}
      />
    </Stack>
  )
}
