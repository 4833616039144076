// How languages are called in front of people.
import type { Language } from '#contract/language.ts'

export const languageNames: Record<Language, string> = {
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  go: 'Go',
  java: 'Java',
  text: 'Plain text',
}
