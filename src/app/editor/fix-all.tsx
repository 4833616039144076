// All checked fixes at once, with how many there are.
'use client'
import { Button } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import styles from './problems.module.css'
import type { Findings } from './use-findings.ts'

export function FixAll({ findings: { checked, applyChecked } }: { findings: Findings }) {
  if (checked.length === 0) return null
  return (
    <div className={styles.fixAll}>
      <Button size="compact-xs" variant="light" leftSection={<IconChecks size={14} />} onClick={applyChecked}>
        {checked.length === 1 ? 'Apply the checked fix' : `Apply all ${checked.length} checked fixes`}
      </Button>
    </div>
  )
}
