// Files, a folder or a zip brought into the project, and what became of each that was not.
'use client'
import { Button, FileButton, Group, List, Radio, ScrollArea, Stack, Text } from '@mantine/core'
import { IconFiles, IconFolder } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportQuery, ImportResult } from '#contract/import.ts'
import { wordsOf } from '../words.ts'
import { filesIn } from './review-words.ts'
import type { Projects } from './use-projects.ts'

const choices: Record<ImportQuery['onConflict'], string> = {
  fail: 'Import nothing',
  skip: 'Keep what is there, and import the others',
  replace: 'Replace what is there',
}

// React knows this attribute of browsers, its types do not.
const folderInput = { webkitdirectory: '', 'aria-label': 'Folder to import' }

export function ImportForm({ projects }: { projects: Projects }) {
  const [onConflict, setOnConflict] = useState<ImportQuery['onConflict']>('fail')
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [result, setResult] = useState<ImportResult | null>(null)

  async function take(files: File[]) {
    if (files.length === 0) return
    setSending(true)
    setRefusal(null)
    setResult(null)
    try {
      setResult(await projects.importAll(files, onConflict))
    } catch (error) {
      setRefusal(`Nothing was imported. ${wordsOf(error)}`)
    }
    setSending(false)
  }

  return (
    <Stack>
      <Radio.Group
        label="When a file with the same path is there already"
        value={onConflict}
        onChange={(value) => setOnConflict(value as ImportQuery['onConflict'])}
      >
        <Stack gap="xs" mt="xs">
          {Object.entries(choices).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      <Group>
        <FileButton multiple onChange={take} inputProps={{ 'aria-label': 'Files or zips to import' }}>
          {(props) => (
            <Button {...props} loading={sending} leftSection={<IconFiles size={16} />}>
              Choose files or a zip
            </Button>
          )}
        </FileButton>
        <FileButton multiple onChange={take} inputProps={folderInput}>
          {(props) => (
            <Button {...props} variant="default" loading={sending} leftSection={<IconFolder size={16} />}>
              Choose a folder
            </Button>
          )}
        </FileButton>
      </Group>
      {refusal && (
        <Text size="sm" role="alert" c="var(--lintel-critical)">
          {refusal}
        </Text>
      )}
      {result && <Outcome result={result} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={projects.stopAsking}>
          Done
        </Button>
      </Group>
    </Stack>
  )
}

function Outcome({ result: { imported, skipped } }: { result: ImportResult }) {
  return (
    <div role="status">
      <Text size="sm">
        Imported {filesIn(imported.length)}
        {skipped.length > 0 && `, skipped ${filesIn(skipped.length)}:`}
      </Text>
      {skipped.length > 0 && (
        <ScrollArea.Autosize mah="30dvh" type="auto" viewportProps={{ tabIndex: 0 }}>
          <List size="sm">
            {skipped.map(({ path, reason }) => (
              <List.Item key={path}>
                {path}: {reason}
              </List.Item>
            ))}
          </List>
        </ScrollArea.Autosize>
      )}
    </div>
  )
}
