// Where the project stands on this disk.
import path from 'node:path'

export const root = path.dirname(path.dirname(import.meta.dirname))

export const inRoot = (...names: string[]) => path.join(root, ...names)
