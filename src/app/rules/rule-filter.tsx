// What narrows the list of rules down, and the place they are told for.
'use client'
import { Group, Select, Switch, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { categories } from '#contract/finding.ts'
import { languages } from '#contract/language.ts'
import { languageNames } from '../editor/language-names.ts'
import type { ProjectName, ShownRule } from './shown-rules.ts'

export const everything = {
  words: '',
  language: null as string | null,
  category: null as string | null,
  kind: null as string | null,
  onlyFixes: false,
  /** Null: the workspace. */
  projectId: null as string | null,
}
export type Wish = typeof everything

const kinds: Record<string, { label: string; fits(rule: ShownRule): boolean }> = {
  own: { label: 'The team’s own', fits: ({ id }) => id.startsWith('team/') },
  off: {
    label: 'Switched off',
    fits: ({ effective }) => !effective.on || effective.paths.some(({ on }) => on === false),
  },
  changed: { label: 'Changed here', fits: ({ effective }) => isChanged(effective) },
}
const isChanged = ({ onFrom, severityFrom, paths }: ShownRule['effective']) =>
  onFrom !== 'default' || severityFrom !== 'default' || paths.length > 0

type Props = { wish: Wish; projects: ProjectName[]; onChange(change: Partial<Wish>): void }

export function RuleFilter({ wish, projects, onChange }: Props) {
  const words = useRef<HTMLInputElement>(null)
  // What was typed before the page came to life.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first moment has an earlier one
  useEffect(() => {
    if (words.current?.value) onChange({ words: words.current.value })
  }, [])
  return (
    <Group align="flex-end">
      <TextInput
        ref={words}
        label="Search"
        placeholder="Words, a rule’s name, CWE-79 …"
        type="search"
        value={wish.words}
        onChange={({ currentTarget }) => onChange({ words: currentTarget.value })}
        style={{ flex: '1 1 240px' }}
      />
      <Select
        label="Language"
        placeholder="All"
        clearable
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={wish.language}
        onChange={(language) => onChange({ language })}
        w={140}
      />
      <Select
        label="Category"
        placeholder="All"
        clearable
        data={[...categories]}
        value={wish.category}
        onChange={(category) => onChange({ category })}
        w={150}
      />
      <Select
        label="Which"
        placeholder="All"
        clearable
        data={Object.entries(kinds).map(([value, { label }]) => ({ value, label }))}
        value={wish.kind}
        onChange={(kind) => onChange({ kind })}
        w={150}
      />
      <Select
        label="As they hold in"
        placeholder="The workspace"
        clearable
        data={projects.map(({ id, name }) => ({ value: id, label: name }))}
        value={wish.projectId}
        onChange={(projectId) => onChange({ projectId })}
        w={200}
      />
      <Switch
        label="With a fix"
        checked={wish.onlyFixes}
        onChange={({ currentTarget }) => onChange({ onlyFixes: currentTarget.checked })}
        pb={8}
      />
    </Group>
  )
}

export function fits({ words, language, category, kind, onlyFixes }: Wish) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return (rule: ShownRule) => {
    const text = `${rule.id} ${rule.title} ${rule.cwe ?? ''} ${rule.category} ${rule.effective.severity}`.toLowerCase()
    return (
      wanted.every((word) => text.includes(word)) &&
      (!language || rule.languages.some((one) => one === language)) &&
      (!category || rule.category === category) &&
      (!kind || kinds[kind]?.fits(rule) === true) &&
      (!onlyFixes || rule.fix)
    )
  }
}
