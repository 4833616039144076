// The toasts where they are seen: a good one leaves by itself once nobody rests on it.
'use client'
import { Affix, Button, Notification, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import styles from './toast-stack.module.css'
import type { Toast, Toasts } from './use-toasts.ts'

const STAYS_MS = 10_000

export function ToastStack({ toasts: { all, close } }: { toasts: Toasts }) {
  return (
    <Affix position={{ bottom: 36, left: 16 }} zIndex={400}>
      <Stack gap="xs" className={styles.stack}>
        {all.map((toast) => (
          <OneToast key={toast.id} toast={toast} onClose={() => close(toast.id)} />
        ))}
      </Stack>
    </Affix>
  )
}

function OneToast({ toast: { words, bad, undo }, onClose }: { toast: Toast; onClose: () => void }) {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    if (bad || rested) return
    const timer = setTimeout(onClose, STAYS_MS)
    return () => clearTimeout(timer)
  }, [bad, rested, onClose])
  const rest = { onMouseEnter: () => setRested(true), onMouseLeave: () => setRested(false) }
  return (
    <Notification
      {...rest}
      onFocus={() => setRested(true)}
      onBlur={() => setRested(false)}
      role={bad ? 'alert' : 'status'}
      color={bad ? 'var(--lintel-critical)' : 'verdigris'}
      withBorder
      onClose={onClose}
      closeButtonProps={{ 'aria-label': 'Close this message' }}
    >
      <div className={styles.words}>
        <span>{words}</span>
        {undo && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              undo()
              onClose()
            }}
          >
            Undo
          </Button>
        )}
      </div>
    </Notification>
  )
}
