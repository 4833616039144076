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

type Asked = { q: string; caseSensitive: boolean; wholeWord: boolean }

export function SearchPanel({ projectId, store, onGo, onClose }: Props) {
  const [asked, setAsked] = useState<Asked>({ q: '', caseSensitive: false, wholeWord: false })
  const { search, data, error } = useSearch(projectId, store, asked)
  return (
    <search className={fileStyles.side} aria-label="Search in all files">
      <div className={fileStyles.head}>
        <h2 className={fileStyles.title}>Search</h2>
        <ActionIcon variant="subtle" size="sm" c="var(--lintel-soft)" aria-label="Back to the files" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <SearchForm asked={asked} onAsk={(change) => setAsked((asked) => ({ ...asked, ...change }))} onClose={onClose} />
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

/** Asks once typing has paused for a moment. */
function useSearch(projectId: string, store: FileStore, asked: Asked) {
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
  return { search, data, error }
}

type FormProps = { asked: Asked; onAsk: (change: Partial<Asked>) => void; onClose: () => void }

function SearchForm({ asked, onAsk, onClose }: FormProps) {
  const { q, caseSensitive, wholeWord } = asked
  return (
    <div className={styles.form}>
      <TextInput
        size="xs"
        aria-label="Search for"
        placeholder="Text in the files"
        // Somebody has just asked for it.
        autoFocus
        value={q}
        maxLength={200}
        spellCheck={false}
        onChange={({ currentTarget: { value } }) => onAsk({ q: value })}
        onKeyDown={({ key }) => key === 'Escape' && onClose()}
      />
      <Toggle on={caseSensitive} label="Match case" onClick={() => onAsk({ caseSensitive: !caseSensitive })}>
        <IconLetterCase size={16} />
      </Toggle>
      <Toggle on={wholeWord} label="Whole words" onClick={() => onAsk({ wholeWord: !wholeWord })}>
        <IconLetterW size={16} />
      </Toggle>
    </div>
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
