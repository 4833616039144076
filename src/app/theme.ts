// Lintel's own colours and type: slate and paper, with verdigris (the green of old copper) for what can be acted on.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const verdigris: MantineColorsTuple = [
  '#e9f7f3',
  '#d2ece4',
  '#a6dacb',
  '#79c8b1',
  '#4fb399',
  '#2f9a80',
  '#1b7f69',
  '#106a57',
  '#0b5546',
  '#083f34',
]

const slate: MantineColorsTuple = [
  '#dfe5e2',
  '#c2cbc7',
  '#a7b3ae',
  '#84918c',
  '#4d5a55',
  '#35413d',
  '#26302d',
  '#1a2220',
  '#141b19',
  '#0f1513',
]

const paper: MantineColorsTuple = [
  '#f8f7f3',
  '#f1efe9',
  '#e6e3da',
  '#d6d2c6',
  '#bbb6a8',
  '#8f8a7d',
  '#635f55',
  '#4c4942',
  '#34322d',
  '#21201c',
]

export const theme = createTheme({
  colors: { verdigris, dark: slate, gray: paper },
  primaryColor: 'verdigris',
  primaryShade: { light: 7, dark: 6 },
  black: '#21201c',
  fontFamily: 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: '650' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
})

const shared = {
  '--mantine-color-body': 'var(--lintel-canvas)',
  '--mantine-color-text': 'var(--lintel-ink)',
  '--mantine-color-dimmed': 'var(--lintel-soft)',
  '--mantine-color-placeholder': 'var(--lintel-soft)',
  '--mantine-color-error': 'var(--lintel-critical)',
  '--mantine-color-anchor': 'var(--lintel-accent)',
  '--mantine-color-default-border': 'var(--lintel-edge)',
}

/** The kit's own colours for these fail AA on our grounds; ours pass in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
