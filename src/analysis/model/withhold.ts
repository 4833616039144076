// Files that never go to the model, whatever is in them: by their paths, as the operator wants it.
import type { ModelPart } from '#contract/review.ts'
import { env } from '#env.ts'
import { fitsGlob } from './glob.ts'

export function withheldFrom(files: { path: string }[], patterns = deniedPaths()): ModelPart['withheld'] {
  return files.flatMap(({ path }) => {
    const pattern = patterns.find((one) => fitsGlob(path, one))
    return pattern ? [{ path, reason: `Kept from the model: its path fits ${pattern}.` }] : []
  })
}

const deniedPaths = () =>
  env()
    .MODEL_DENY_PATHS.split(',')
    .map((pattern) => pattern.trim())
    .filter(Boolean)
