// What stands in the text's place while no file is open: what to do next, also in a project without files.
'use client'
import { Button, Group } from '@mantine/core'
import { IconFileImport, IconFilePlus } from '@tabler/icons-react'
import styles from './no-file.module.css'
import type { WorkbenchState } from './use-workbench.ts'

export function NoFile({ bench }: { bench: WorkbenchState }) {
  const { paths, adding, projects } = bench
  return (
    <div className={styles.nothing}>
      <p className={styles.words}>
        {paths.length > 0
          ? 'No file is open. Choose one at the left, or drop some here.'
          : 'Nothing to review yet. Write a file, or drop files or a folder anywhere on this page.'}
      </p>
      {paths.length === 0 && (
        <Group justify="center">
          <Button size="xs" leftSection={<IconFilePlus size={16} />} onClick={() => adding.ask()}>
            Write a file
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileImport size={16} />}
            onClick={() => projects.ask('import')}
          >
            Import files
          </Button>
        </Group>
      )}
    </div>
  )
}
