// Why a form was refused, above its fields, read out by screen readers.
'use client'
import { Alert } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'

export function FormProblem({ words }: { words: string | null }) {
  if (words === null) return null
  return (
    <Alert role="alert" color="red" variant="outline" icon={<IconAlertCircle size={18} />} c="var(--lintel-critical)">
      {words}
    </Alert>
  )
}
