// One rule in the workspace or in a project: on or off, how grave, the same for some paths, and who said so.
'use client'
import { Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FileGlob } from '#contract/file-glob.ts'
import { severities } from '#contract/finding.ts'
import type { RuleSetting } from '#contract/rule-setting.ts'
import { client } from '../api-client.ts'
import { EditorDialog } from '../editor/editor-dialog.tsx'
import { Trouble } from '../settings/trouble.tsx'
import { EffectiveTable, wordsFor } from './effective-table.tsx'
import type { ProjectName, ShownRule } from './shown-rules.ts'

type Props = { rule: ShownRule | null; place: ProjectName | null; onClose(): void }

export function RuleSettingsDialog({ rule, place, onClose }: Props) {
  return (
    <EditorDialog
      opened={rule !== null}
      onClose={onClose}
      title={rule ? `${rule.id} ${place ? `in ${place.name}` : 'in the workspace'}` : ''}
      size="lg"
    >
      {rule && <Settings rule={rule} place={place} />}
    </EditorDialog>
  )
}

type Said = Pick<RuleSetting, 'path' | 'on' | 'severity'>

function Settings({ rule, place }: { rule: ShownRule; place: ProjectName | null }) {
  const queries = useQueryClient()
  const home = place ? 'project' : 'workspace'
  const { effective } = rule
  const saying = useMutation({
    mutationFn: (said: Said) => client.configureRule({ ruleId: rule.id, projectId: place?.id ?? null, ...said }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  })
  const general = {
    path: null,
    on: effective.onFrom === home ? effective.on : null,
    severity: effective.severityFrom === home ? effective.severity : null,
  }
  return (
    <Stack>
      {saying.error && <Trouble error={saying.error} />}
      <Switch
        label="On"
        description={`Now ${wordsFor(effective.onFrom)}`}
        checked={effective.on}
        disabled={saying.isPending}
        onChange={({ currentTarget }) => saying.mutate({ ...general, on: currentTarget.checked })}
      />
      <Select
        label="Severity"
        description={`Now ${wordsFor(effective.severityFrom)}`}
        data={[...severities]}
        value={effective.severity}
        allowDeselect={false}
        disabled={saying.isPending}
        onChange={(value) => saying.mutate({ ...general, severity: severities.find((one) => one === value) ?? null })}
      />
      <PathForm busy={saying.isPending} onAdd={(path) => saying.mutate({ path, on: false, severity: null })} />
      <EffectiveTable effective={effective} home={home} onForget={(said) => saying.mutate(said)} />
      {(general.on !== null || general.severity !== null) && (
        <Group>
          <Button
            variant="default"
            size="xs"
            onClick={() => saying.mutate({ path: null, on: null, severity: null })}
            disabled={saying.isPending}
          >
            As it was before anybody said so here
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function PathForm({ busy, onAdd }: { busy: boolean; onAdd(path: string): void }) {
  const [path, setPath] = useState('')
  const [error, setError] = useState<string | null>(null)
  const add = () => {
    const { success, data, error } = FileGlob.safeParse(path)
    setError(success ? null : (error.issues[0]?.message ?? 'This is no path.'))
    if (!success) return
    onAdd(data)
    setPath('')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <Group align="flex-end">
        <TextInput
          label="Off for a path"
          placeholder="tests/**, *.spec.ts"
          value={path}
          error={error}
          onChange={({ currentTarget }) => setPath(currentTarget.value)}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default" disabled={busy}>
          Switch off there
        </Button>
      </Group>
      <Text size="xs" c="var(--lintel-soft)" mt={4}>
        ** crosses folders, * and ? do not. It holds from the next review on.
      </Text>
    </form>
  )
}
