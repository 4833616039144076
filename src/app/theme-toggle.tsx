// Switches between dark and light and remembers it; untouched, the system's setting rules.
'use client'
import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'

export function ThemeToggle() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--lintel-soft)"
      aria-label="Switch between dark and light"
      onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
    >
      {/* Both are sent and CSS shows one: the server cannot know the scheme. */}
      <IconSun size={18} className="lintel-in-dark" />
      <IconMoon size={18} className="lintel-in-light" />
    </ActionIcon>
  )
}
