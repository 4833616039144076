// Files, a folder or a zip brought into the project, and what became of each that was not.
'use client'
import { Button, FileButton, Group, List, Radio, ScrollArea, Stack, Text } from '@mantine/core'
import { IconFiles, IconFolder } from '@tabler/icons-react'
import type { ImportQuery, ImportResult } from '#contract/import.ts'
import { filesIn } from './review-words.ts'
import type { Importing } from './use-import.ts'

const choices: Record<ImportQuery['onConflict'], string> = {
  fail: 'Import nothing',
  skip: 'Keep what is there, and import the others',
  replace: 'Replace what is there',
}

// React knows this attribute of browsers, its types do not.
const folderInput = { webkitdirectory: '', 'aria-label': 'Folder to import' }

const chosen = (files: File[]) => files.map((file) => ({ path: file.webkitRelativePath || file.name, file }))

export function ImportForm({ importing, onDone }: { importing: Importing; onDone: () => void }) {
  const { onConflict, setOnConflict, sending, refusal, result } = importing
  const take = (files: File[]) => files.length > 0 && void importing.take(chosen(files))
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
        <Button variant="default" onClick={onDone}>
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
