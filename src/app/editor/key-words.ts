// A shortcut as people read it on their keys.

const apples: Record<string, string> = { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧', enter: '⏎' }
const others: Record<string, string> = { mod: 'Ctrl', ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: '⏎' }

/** @param keys as Mantine's hotkeys write them, as in `mod+shift+F`. */
export const keyWords = (keys: string, apple: boolean) =>
  keys
    .split('+')
    .map((key) => (apple ? apples : others)[key.toLowerCase()] ?? key)
    .join(apple ? ' ' : '+')
