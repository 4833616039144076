// A line above the text that needs a person, with what can be done.
'use client'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './file-notices.module.css'

export function Notice({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div className={styles.notice} role="alert">
      <span>{words}</span>
      {children}
    </div>
  )
}

export function Action({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button size="compact-xs" variant="default" onClick={onClick}>
      {children}
    </Button>
  )
}
