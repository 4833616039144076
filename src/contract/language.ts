// The languages we judge, and how a file's name tells which one it is.
export const languages = ['python', 'javascript', 'typescript', 'go', 'java', 'text'] as const
export type Language = (typeof languages)[number]

/** What a file of unnamed origin is called, so that every file has a path. */
export const defaultPath: Record<Language, string> = {
  python: 'main.py',
  javascript: 'main.js',
  typescript: 'main.ts',
  go: 'main.go',
  java: 'Main.java',
  text: 'snippet.txt',
}

const byExtension: Record<string, Language> = {
  py: 'python',
  pyi: 'python',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescript',
  go: 'go',
  java: 'java',
}

/** Null when the name does not tell. */
export function languageOf(path: string): Language | null {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase()
  return (extension && byExtension[extension]) || null
}
