// The field for a new password: what it must be is said before it is typed.
'use client'
import { PasswordInput, type PasswordInputProps } from '@mantine/core'

export function NewPasswordInput({ min, ...input }: PasswordInputProps & { min: number }) {
  return (
    <PasswordInput
      description={`At least ${min} characters; a few unrelated words are easy to remember.`}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the new password' }}
      {...input}
    />
  )
}
