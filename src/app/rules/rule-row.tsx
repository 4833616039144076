// One rule in the list: what it is about, whether it speaks, and the way to change that.
'use client'
import { Badge, Button } from '@mantine/core'
import { memo } from 'react'
import { languageNames } from '../editor/language-names.ts'
import { SeverityIcon } from '../editor/severity-icon.tsx'
import list from '../settings/list.module.css'
import type { ShownRule } from './shown-rules.ts'

type Props = { rule: ShownRule; onConfigure(rule: ShownRule): void }

export const RuleRow = memo(function RuleRow({ rule, onConfigure }: Props) {
  const { id, title, category, languages, cwe, fix, origin, ownId, draft, replaced, effective } = rule
  const about = [category, languages.map((language) => languageNames[language]).join(', '), cwe].filter(Boolean)
  return (
    <li className={list.item}>
      <SeverityIcon severity={effective.severity} />
      <div className={list.what}>
        <div className={list.name}>
          <a href={ownId ? `/rules/own/${ownId}` : `/rules/${id}`}>{title}</a>
          {fix && (
            <Badge size="sm" variant="light" color="verdigris">
              Fix
            </Badge>
          )}
          {homeWords[origin] && <span className={list.mark}>{homeWords[origin]}</span>}
          {draft && <span className={list.mark}>draft</span>}
          {replaced && <span className={list.mark}>replaced by the {homeWords[replaced] ?? replaced}’s</span>}
          {!effective.on && <span className={list.mark}>off</span>}
          {effective.paths.length > 0 && <span className={list.mark}>{effective.paths.length} by path</span>}
        </div>
        <p className={list.details}>
          <code>{id}</code> · {about.join(' · ')}
        </p>
      </div>
      {!draft && (
        <Button variant="default" size="xs" onClick={() => onConfigure(rule)} aria-label={`Configure ${id}`}>
          Configure
        </Button>
      )}
    </li>
  )
})

const homeWords: Partial<Record<ShownRule['origin'], string>> = {
  workspace: 'workspace',
  project: 'project',
  file: 'project file',
}
