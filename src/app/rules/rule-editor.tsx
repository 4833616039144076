// The editor of a rule: its text, a playground beside it, a project to try it on, and what becomes of it.
'use client'
import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { OwnRule } from '#contract/own-rule.ts'
import { Problem } from '#contract/problem.ts'
import { client } from '../api-client.ts'
import { Trouble } from '../settings/trouble.tsx'
import { useConfirm } from '../settings/use-confirm.tsx'
import { Playground } from './playground.tsx'
import type { ProjectName } from './shown-rules.ts'
import { templates } from './templates.ts'
import { TryOnProject } from './try-on-project.tsx'

const [first] = templates

type Props = { rule: OwnRule | null; projects: ProjectName[] }
type How = { draft: boolean; evenIfItMatchesMuch: boolean }

export function RuleEditor({ rule, projects }: Props) {
  const router = useRouter()
  const confirm = useConfirm('rules')
  const [saved, setSaved] = useState(rule)
  const [source, setSource] = useState(rule?.source ?? first?.source ?? '')
  const [sample, setSample] = useState({ code: rule ? '' : (first?.sample ?? ''), language: first?.language ?? 'text' })
  const [projectId, setProjectId] = useState(rule?.projectId ?? null)
  const saving = useMutation({
    mutationFn: (how: How) =>
      saved
        ? client.changeRule(saved.id, { source, version: saved.version, ...how })
        : client.createRule({ source, projectId, ...how }),
    onSuccess: ({ rule }) => {
      setSaved(rule)
      router.replace(`/rules/own/${rule.id}`)
      router.refresh()
    },
  })
  const begin = (name: string | null) => {
    const template = templates.find((one) => one.name === name)
    if (!template) return
    setSource(template.source)
    setSample({ code: template.sample, language: template.language })
  }
  return (
    <Stack gap="lg">
      <Group align="flex-end">
        <Select
          label="Start from"
          placeholder="A template"
          data={templates.map(({ name }) => name)}
          onChange={begin}
          style={{ flex: '1 1 280px' }}
        />
        <Select
          label="Holds in"
          placeholder="The whole workspace"
          clearable
          disabled={saved !== null}
          data={projects.map(({ id, name }) => ({ value: id, label: name }))}
          value={projectId}
          onChange={setProjectId}
          w={220}
        />
      </Group>
      <Playground source={source} onSource={setSource} sample={sample} onSample={setSample} />
      <TryOnProject source={source} projects={projects} />
      {saving.error && <Refused error={saving.error} onInsist={() => saving.mutate(insist)} />}
      {saving.data && !saving.isPending && !saving.error && (
        <Text size="sm" role="status" aria-label="Saved">
          {saving.data.rule.draft
            ? 'Saved as a draft: it is applied nowhere.'
            : 'Saved: it is applied from the next review on.'}
        </Text>
      )}
      <Group>
        <Button onClick={() => saving.mutate({ draft: false, evenIfItMatchesMuch: false })} loading={saving.isPending}>
          Save and apply
        </Button>
        <Button
          variant="default"
          onClick={() => saving.mutate({ draft: true, evenIfItMatchesMuch: false })}
          disabled={saving.isPending}
        >
          Save as a draft
        </Button>
        {saved && (
          <Button
            variant="default"
            onClick={() =>
              confirm.ask({
                title: `Delete ${saved.ruleId}?`,
                words: 'Reviews from now on do without it. What it has found stays in the reviews that found it.',
                yes: 'Delete rule',
                act: async () => {
                  await client.deleteRule(saved.id)
                  router.push('/rules')
                },
              })
            }
          >
            Delete
          </Button>
        )}
        <a href="/rules">All rules</a>
      </Group>
      {confirm.dialog}
    </Stack>
  )
}

const insist: How = { draft: false, evenIfItMatchesMuch: true }

/** A rule that matches much is a question and no mistake. */
function Refused({ error, onInsist }: { error: Error; onInsist(): void }) {
  const isMuch = error instanceof Problem && error.errors?.some(({ path }) => path === 'evenIfItMatchesMuch')
  return (
    <Group>
      <Trouble error={error} />
      {isMuch && (
        <Button variant="default" onClick={onInsist}>
          Apply it anyway
        </Button>
      )}
    </Group>
  )
}
