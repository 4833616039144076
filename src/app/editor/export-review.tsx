// The review on the screen as a file: for a merge request, a CI, another tool, or `git apply`.
'use client'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ExportFormat } from '#contract/review.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import { saveAs } from './save-as.ts'
import type { Toasts } from './use-toasts.ts'

const formats: Record<ExportFormat, string> = {
  patch: 'Checked fixes as a patch',
  markdown: 'Markdown',
  sarif: 'SARIF',
  gitlab: 'GitLab Code Quality',
  junit: 'JUnit',
  json: 'JSON',
}

export function ExportReview({ id, toasts }: { id: string; toasts: Toasts }) {
  async function save(format: ExportFormat) {
    try {
      saveAs(await client.exportReview(id, format))
    } catch (error) {
      toasts.complain(`The review could not be exported. ${wordsOf(error)}`)
    }
  }
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label="Export this review">
          <IconDownload size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(formats) as ExportFormat[]).map((format) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {formats[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
