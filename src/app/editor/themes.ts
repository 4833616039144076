// The editor's two colour themes, in harmony with the kit's.
import type { editor } from 'monaco-editor/editor'

type Definer = { editor: Pick<typeof editor, 'defineTheme'> }

export const themeOf = (scheme: 'dark' | 'light') => (scheme === 'dark' ? 'lintel-dark' : 'lintel-light')

export function defineThemes(monaco: Definer) {
  monaco.editor.defineTheme('lintel-dark', dark)
  monaco.editor.defineTheme('lintel-light', light)
}

const rules = (of: Record<string, string>) => Object.entries(of).map(([token, foreground]) => ({ token, foreground }))

const dark: editor.IStandaloneThemeData = {
  base: 'vs-dark',
  inherit: true,
  rules: rules({
    comment: '9aa7a1',
    keyword: '7cc7e8',
    string: 'd9c48f',
    'string.escape': 'e8a86c',
    number: 'e0a1b0',
    type: '8fd6b4',
    tag: 'c9a9e6',
    annotation: 'c9a9e6',
    delimiter: 'a7b3ae',
    regexp: 'e8a86c',
  }),
  colors: {
    'editor.background': '#141b19',
    'editor.foreground': '#dfe5e2',
    'editorLineNumber.foreground': '#8a9792',
    'editorLineNumber.activeForeground': '#c2cbc7',
    'editor.lineHighlightBackground': '#1a2220',
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': '#2f5a4e',
    'editorCursor.foreground': '#f0b86a',
    'editorWidget.background': '#212b28',
    'editorWidget.border': '#2f3b37',
    'editorHoverWidget.background': '#212b28',
    'editorHoverWidget.border': '#3d4b46',
    'menu.background': '#212b28',
    'menu.foreground': '#dfe5e2',
    'menu.selectionBackground': '#2f5a4e',
    'menu.selectionForeground': '#ffffff',
    'menu.separatorBackground': '#3d4b46',
    'menu.border': '#3d4b46',
    'editorIndentGuide.background1': '#26302d',
    'editorError.foreground': '#ff8b85',
    'editorWarning.foreground': '#e8c15c',
    'editorInfo.foreground': '#8cbdf2',
    'textLink.foreground': '#6cc9b2',
    focusBorder: '#6cc9b2',
  },
}

const light: editor.IStandaloneThemeData = {
  base: 'vs',
  inherit: true,
  rules: rules({
    comment: '5d594f',
    keyword: '0f5a8a',
    string: '8a4b08',
    'string.escape': '9c3d10',
    number: '9a2f57',
    type: '106a57',
    tag: '6b3fa0',
    annotation: '6b3fa0',
    delimiter: '4c4942',
    regexp: '9c3d10',
  }),
  colors: {
    'editor.background': '#fdfcf9',
    'editor.foreground': '#21201c',
    'editorLineNumber.foreground': '#6a665b',
    'editorLineNumber.activeForeground': '#34322d',
    'editor.lineHighlightBackground': '#f4f2ec',
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': '#bfe0d5',
    'editorCursor.foreground': '#a84300',
    'editorWidget.background': '#ffffff',
    'editorWidget.border': '#dcd8cd',
    'editorHoverWidget.background': '#ffffff',
    'editorHoverWidget.border': '#cfcabd',
    'menu.background': '#ffffff',
    'menu.foreground': '#21201c',
    'menu.selectionBackground': '#d5ebe4',
    'menu.selectionForeground': '#21201c',
    'menu.separatorBackground': '#dcd8cd',
    'menu.border': '#cfcabd',
    'editorIndentGuide.background1': '#e6e3da',
    'editorError.foreground': '#b3151f',
    'editorWarning.foreground': '#a87400',
    'editorInfo.foreground': '#22609c',
    'textLink.foreground': '#106a57',
    focusBorder: '#106a57',
  },
}
