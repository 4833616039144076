// The rule on the saved code of a project: how much it would match, before it is applied.
'use client'
import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RuleTried } from '#contract/rule-try.ts'
import { client } from '../api-client.ts'
import { Trouble } from '../settings/trouble.tsx'
import styles from './playground.module.css'
import type { ProjectName } from './shown-rules.ts'

const SHOWN = 20

export function TryOnProject({ source, projects }: { source: string; projects: ProjectName[] }) {
  const [projectId, setProjectId] = useState<string | null>(projects[0]?.id ?? null)
  const trying = useMutation({ mutationFn: (id: string) => client.tryRule({ source, projectId: id }) })
  if (projects.length === 0) return null
  return (
    <Stack gap="xs">
      <Group align="flex-end">
        <Select
          label="Try it on a project"
          data={projects.map(({ id, name }) => ({ value: id, label: name }))}
          value={projectId}
          allowDeselect={false}
          onChange={setProjectId}
          w={260}
        />
        <Button
          variant="default"
          disabled={projectId === null}
          loading={trying.isPending}
          onClick={() => projectId && trying.mutate(projectId)}
        >
          Try it there
        </Button>
      </Group>
      {trying.error && <Trouble error={trying.error} />}
      {trying.data && <InProject tried={trying.data} />}
    </Stack>
  )
}

function InProject({ tried }: { tried: RuleTried }) {
  const { places, filesMatched, filesRead, findings, problems, stopped } = tried
  if (stopped || problems.length > 0)
    return <Text size="sm">{stopped ?? 'The rule has problems: see above. It was not tried.'}</Text>
  return (
    <>
      <Text size="sm" role="status" aria-label="In the project">
        {`${places} ${places === 1 ? 'place' : 'places'} in ${filesMatched} of the ${filesRead} files it looks at.`}
      </Text>
      <ul className={styles.marks}>
        {findings.slice(0, SHOWN).map(({ path, range, title, fingerprint }) => (
          <li key={path + fingerprint}>
            <code>
              {path}:{range?.startLine}
            </code>{' '}
            {title}
          </li>
        ))}
      </ul>
    </>
  )
}
