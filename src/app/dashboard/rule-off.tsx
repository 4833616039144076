// A rule switched off where its noise is seen, for the project or for the workspace, with a way back.
'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RuleSettingChange } from '#contract/rule-setting.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import styles from './dashboard.module.css'

type Said = { words: string; before: RuleSettingChange | null }

export function RuleOff({ ruleId, projectId }: { ruleId: string; projectId: string | null }) {
  const [said, setSaid] = useState<Said | null>(null)
  const [saving, setSaving] = useState(false)

  async function change(to: RuleSettingChange, words: string, back: boolean) {
    setSaving(true)
    try {
      const { before } = await client.configureRule(to)
      setSaid({ words, before: back ? before : null })
    } catch (error) {
      setSaid({ words: wordsOf(error), before: null })
    }
    setSaving(false)
  }
  const before = said?.before
  const here = projectId ? 'in this project ' : ''
  const off = () =>
    change({ ruleId, projectId, path: null, on: false, severity: null }, `Off ${here}from the next review on`, true)
  return (
    <span className={styles.switch}>
      <Button
        variant="subtle"
        size="compact-xs"
        loading={saving}
        onClick={before ? () => change(before, 'On again', false) : off}
        aria-label={before ? `Undo: ${ruleId} speaks again` : `Switch off ${ruleId}`}
      >
        {before ? 'Undo' : 'Switch off'}
      </Button>
      <span aria-live="polite">{said?.words}</span>
    </span>
  )
}
