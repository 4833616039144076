// The rules, searched by their words and narrowed down by language, category and whether there is a fix.
'use client'
import { Badge, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useDeferredValue, useState } from 'react'
import { categories } from '#contract/finding.ts'
import { languages } from '#contract/language.ts'
import type { Rule } from '#contract/rule.ts'
import { languageNames } from '../editor/language-names.ts'
import { SeverityIcon } from '../editor/severity-icon.tsx'
import list from '../settings/list.module.css'

export type ListedRule = Pick<Rule, 'id' | 'title' | 'severity' | 'category' | 'languages' | 'cwe' | 'fix'>

const all = { words: '', language: null as string | null, category: null as string | null, onlyFixes: false }

export function RuleList({ rules }: { rules: ListedRule[] }) {
  const [wish, setWish] = useState(all)
  const found = rules.filter(fits(useDeferredValue(wish)))
  const set = (change: Partial<typeof all>) => setWish((before) => ({ ...before, ...change }))
  return (
    <Stack gap="md">
      <Group align="flex-end">
        <TextInput
          label="Search"
          placeholder="Words, a rule’s name, CWE-79 …"
          type="search"
          value={wish.words}
          onChange={({ currentTarget }) => set({ words: currentTarget.value })}
          style={{ flex: '1 1 240px' }}
        />
        <Select
          label="Language"
          placeholder="All"
          clearable
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={wish.language}
          onChange={(language) => set({ language })}
          w={150}
        />
        <Select
          label="Category"
          placeholder="All"
          clearable
          data={[...categories]}
          value={wish.category}
          onChange={(category) => set({ category })}
          w={160}
        />
        <Switch
          label="With a fix"
          checked={wish.onlyFixes}
          onChange={({ currentTarget }) => set({ onlyFixes: currentTarget.checked })}
          pb={8}
        />
      </Group>
      <Text size="sm" c="var(--lintel-soft)" role="status">
        {found.length === rules.length ? `${rules.length} rules` : `${found.length} of ${rules.length} rules`}
      </Text>
      {found.length === 0 ? (
        <p className={list.empty}>No rule fits. Fewer words, or another language, find more.</p>
      ) : (
        <ul className={list.list} aria-label="Rules">
          {found.map((rule) => (
            <Row key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
    </Stack>
  )
}

function Row({ rule: { id, title, severity, category, languages: read, cwe, fix } }: { rule: ListedRule }) {
  const about = [category, read.map((language) => languageNames[language]).join(', '), cwe].filter(Boolean)
  return (
    <li className={list.item}>
      <SeverityIcon severity={severity} />
      <div className={list.what}>
        <div className={list.name}>
          <a href={`/rules/${id}`}>{title}</a>
          {fix && (
            <Badge size="sm" variant="light" color="verdigris">
              Fix
            </Badge>
          )}
        </div>
        <p className={list.details}>
          <code>{id}</code> · {about.join(' · ')}
        </p>
      </div>
    </li>
  )
}

function fits({ words, language, category, onlyFixes }: typeof all) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return (rule: ListedRule) => {
    const text = `${rule.id} ${rule.title} ${rule.cwe ?? ''} ${rule.category} ${rule.severity}`.toLowerCase()
    return (
      wanted.every((word) => text.includes(word)) &&
      (!language || rule.languages.some((one) => one === language)) &&
      (!category || rule.category === category) &&
      (!onlyFixes || rule.fix)
    )
  }
}
