// What becomes of typed text when the server answers, is away, or has somebody else's words.
import { expect, test } from 'playwright/test'
import { Problem } from '#contract/problem.ts'
import { createAutosave, type Document } from './autosave.ts'
import { createDrafts } from './drafts.ts'

const stored = (version: number, content: string) => ({
  id: 'f',
  path: 'a.py',
  version,
  content,
  updatedAt: '2026-01-01T00:00:00Z',
})

function seat(save: (file: Document) => Promise<ReturnType<typeof stored>>) {
  const kept = new Map<string, string>()
  const storage = {
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    getItem: (key: string) => kept.get(key) ?? null,
  } as unknown as Storage
  const states: string[] = []
  const document: Document = { ...stored(1, 'old'), state: 'saved', detail: null }
  const drafts = createDrafts('u', () => storage)
  const autosave = createAutosave(document, save, drafts, () => states.push(document.state))
  return { autosave, document, drafts, states }
}

test('an edit is a draft until the server has it', async () => {
  const { autosave, document, drafts, states } = seat(async ({ content }) => stored(2, content))
  autosave.edit('new')
  expect(drafts.find('f')).toEqual({ version: 1, content: 'new' })
  await autosave.flush()
  expect(drafts.find('f')).toBeNull()
  expect(document).toMatchObject({ version: 2, state: 'saved' })
  expect(states).toEqual(['unsaved', 'saving', 'saved'])
})

test('what was typed during a save stays a draft of the new version', async () => {
  const { autosave, document, drafts } = seat(async ({ content }) => {
    autosave.edit('newer')
    return stored(2, content)
  })
  autosave.edit('new')
  await autosave.flush()
  expect(document.state).toBe('unsaved')
  expect(drafts.find('f')).toEqual({ version: 2, content: 'newer' })
  await autosave.flush()
})

test('a lost connection keeps the draft and says so', async () => {
  const { autosave, document, drafts } = seat(async () => {
    throw new TypeError('Failed to fetch')
  })
  autosave.edit('new')
  await autosave.flush()
  expect(document.state).toBe('offline')
  expect(drafts.find('f')?.content).toBe('new')
  autosave.adopt(stored(1, 'old'), 'theirs')
})

test('a conflict waits for a person: mine goes over theirs, or theirs replaces mine', async () => {
  const save = async (file: Document) => {
    if (file.version !== 5)
      throw new Problem('edit-conflict', 'Somebody saved first.', { current: stored(5, 'theirs') })
    return stored(6, file.content)
  }
  const mine = seat(save)
  mine.autosave.edit('mine')
  await mine.autosave.flush()
  expect(mine.document.state).toBe('conflict')
  expect(mine.autosave.theirs()?.content).toBe('theirs')
  await mine.autosave.adopt(stored(5, 'theirs'), 'mine')
  expect(mine.document).toMatchObject({ state: 'saved', version: 6, content: 'mine' })

  const theirs = seat(save)
  theirs.autosave.edit('mine')
  await theirs.autosave.flush()
  await theirs.autosave.adopt(stored(5, 'theirs'), 'theirs')
  expect(theirs.document).toMatchObject({ state: 'saved', version: 5, content: 'theirs' })
  expect(theirs.drafts.find('f')).toBeNull()
})
