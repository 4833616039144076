// The team's own rules as one file: taken along, or brought in from elsewhere.
'use client'
import { Button, FileButton, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Problem } from '#contract/problem.ts'
import { client } from '../api-client.ts'
import { Trouble } from '../settings/trouble.tsx'
import type { ShownRule } from './shown-rules.ts'

export function RuleTransfer({ rules }: { rules: ShownRule[] }) {
  const queries = useQueryClient()
  const own = rules.flatMap(({ ownId }) => (ownId ? [ownId] : []))
  const taking = useMutation({ mutationFn: () => download(own) })
  const bringing = useMutation({
    mutationFn: bring,
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  })
  const error = taking.error ?? bringing.error
  return (
    <Group>
      {error && <Trouble error={error} />}
      {bringing.data && (
        <Text size="sm" role="alert">
          {bringing.data}
        </Text>
      )}
      <FileButton accept=".yml,.yaml" onChange={(file) => file && bringing.mutate(file)}>
        {(props) => (
          <Button {...props} variant="default" loading={bringing.isPending}>
            Import
          </Button>
        )}
      </FileButton>
      <Button variant="default" onClick={() => taking.mutate()} loading={taking.isPending} disabled={own.length === 0}>
        Export
      </Button>
    </Group>
  )
}

async function download(ids: string[]): Promise<void> {
  const sources: string[] = []
  for (const id of ids) sources.push((await client.getRule(id)).source.trim())
  const url = URL.createObjectURL(new Blob([`${sources.join('\n---\n')}\n`], { type: 'application/yaml' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: 'lintel-rules.yml' })
  link.click()
  URL.revokeObjectURL(url)
}

/** A rule that cannot be applied as it is comes in as a draft; one whose name is taken stays out. */
async function bring(file: File): Promise<string> {
  const sources = (await file.text()).split(/^---[ \t]*$/m).filter((source) => source.trim() !== '')
  const told = { applied: 0, drafts: 0, refused: [] as string[] }
  for (const source of sources) {
    try {
      await client.createRule({ source: source.trim() })
      told.applied++
    } catch (error) {
      if (!(error instanceof Problem) || !['invalid', 'conflict'].includes(error.code)) throw error
      await client.createRule({ source: source.trim(), draft: true }).then(
        () => told.drafts++,
        (worse) => told.refused.push(worse instanceof Problem ? worse.message : 'It could not be read.'),
      )
    }
  }
  const [first] = told.refused
  const refused = first ? ` ${told.refused.length} refused: ${first}` : ''
  return `${told.applied} imported, ${told.drafts} as drafts.${refused}`
}
