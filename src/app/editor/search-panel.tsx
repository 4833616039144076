// A piece of text looked up in all files of the project, in place of the tree.
'use client'
import { ActionIcon, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconLetterCase, IconLetterW, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Range } from '#contract/finding.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import fileStyles from './file-list.module.css'
import type { FileStore } from './file-store.ts'
import { SearchHits } from './search-hits.tsx'
import styles from './search-panel.module.css'

type Props = {
  projectId: string
  store: FileStore
  onGo: (path: string, range: Range) => void
  onClose: () => void
}

export function SearchPanel({ projectId, store, onGo, onClose }: Props) {
  const [asked, setAsked] = useState({ q: '', caseSensitive: false, wholeWord: false })
  const [search] = useDebouncedValue(asked, 250)
  const { data, error } = useQuery({
    queryKey: ['search', projectId, search],
    enabled: search.q !== '',
    gcTime: 0,
    queryFn: async () => {
      // The server searches what it has: what was typed a moment ago goes there first.
      await store.flush()
      return client.searchFiles(projectId, search)
    },
  })
  const toggle = (name: 'caseSensitive' | 'wholeWord') => setAsked((asked) => ({ ...asked, [name]: !asked[name] }))
  return (
    <search className={fileStyles.side} aria-label="Search in all files">
      <div className={fileStyles.head}>
        <h2 className={fileStyles.title}>Search</h2>
        <ActionIcon variant="subtle" size="sm" c="var(--lintel-soft)" aria-label="Back to the files" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={styles.form}>
        <TextInput
          size="xs"
          aria-label="Search for"
          placeholder="Text in the files"
          // Somebody has just asked for it.
          autoFocus
          value={asked.q}
          maxLength={200}
          spellCheck={false}
          onChange={({ currentTarget: { value } }) => setAsked((asked) => ({ ...asked, q: value }))}
          onKeyDown={({ key }) => key === 'Escape' && onClose()}
        />
        <Toggle on={asked.caseSensitive} label="Match case" onClick={() => toggle('caseSensitive')}>
          <IconLetterCase size={16} />
        </Toggle>
        <Toggle on={asked.wholeWord} label="Whole words" onClick={() => toggle('wholeWord')}>
          <IconLetterW size={16} />
        </Toggle>
      </div>
      {error && (
        <p role="alert" className={styles.note}>
          The search did not work. {wordsOf(error)}
        </p>
      )}
      {search.q !== '' && !error && !data && <p className={styles.note}>Searching</p>}
      {data && <SearchHits result={data} onGo={onGo} />}
    </search>
  )
}

type ToggleProps = { on: boolean; label: string; onClick: () => void; children: React.ReactNode }

function Toggle({ on, label, onClick, children }: ToggleProps) {
  return (
    <ActionIcon
      variant={on ? 'light' : 'subtle'}
      c={on ? 'var(--lintel-accent)' : 'var(--lintel-soft)'}
      aria-pressed={on}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  )
}
