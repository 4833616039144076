// Turns what was dropped or pasted into a new file of the project, or says in words why it cannot be one.
import { MAX_FILE_BYTES, tooLarge } from '#contract/file.ts'
import { NewFile } from '#contract/project.ts'

type Outcome = { file: NewFile } | { refusal: string }

export async function readFile(file: File): Promise<Outcome> {
  if (file.size > MAX_FILE_BYTES) return { refusal: tooLarge(file.name, file.size, MAX_FILE_BYTES).message }
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return checkedFile(file.name, content)
  } catch (error) {
    // A folder looks like a file until it is read.
    const binary = error instanceof TypeError
    return {
      refusal: `${file.name}: ${binary ? 'this is not text, so it cannot be reviewed.' : 'only files can be dropped.'}`,
    }
  }
}

export function checkedFile(path: string, content: string): Outcome {
  const { success, data, error } = NewFile.safeParse({ path, content })
  if (success) return { file: data }
  const issue = deepest(error.issues)
  return { refusal: issue.path[0] === 'path' ? issue.message : `${path}: ${issue.message}` }
}

type Issue = { code?: string | undefined; path: PropertyKey[]; message: string; errors?: Issue[][] }

/** An empty or a full text is a union, whose own message says nothing. */
function deepest(issues: Issue[]): Issue {
  const [first] = issues
  if (!first) return { path: [], message: 'This is not a file.' }
  const inner = first.errors?.at(-1)?.[0]
  return inner ? { ...inner, path: first.path } : first
}
