// Folders as a browser tells of them: entry by entry, and what is in them in parts.
import { expect, test } from 'playwright/test'
import { MAX_IMPORT_ENTRIES } from '#contract/import.ts'
import { filesIn } from './dropped-entries.ts'

const fileAt = (fullPath: string) =>
  ({
    isFile: true,
    isDirectory: false,
    fullPath,
    file: (take: (file: File) => void) => take(new File(['x'], fullPath)),
  }) as unknown as FileSystemEntry

const folderAt = (fullPath: string, parts: FileSystemEntry[][]) =>
  ({
    isFile: false,
    isDirectory: true,
    fullPath,
    createReader: () => ({ readEntries: (take: (part: FileSystemEntry[]) => void) => take(parts.shift() ?? []) }),
  }) as unknown as FileSystemEntry

test('every file of every part is there with its path; an empty folder is none', async () => {
  const deep = folderAt('/lib/deep', [[fileAt('/lib/deep/b.py')], [fileAt('/lib/deep/c.py')]])
  const lib = folderAt('/lib', [[fileAt('/lib/a.py'), folderAt('/lib/empty', [])], [deep]])
  const files = await filesIn([lib, fileAt('/one.py')])
  expect(files.map(({ path }) => path).sort()).toEqual(['lib/a.py', 'lib/deep/b.py', 'lib/deep/c.py', 'one.py'])
})

test('a folder with more than one import takes is refused in words, and not read to its end', async () => {
  const part = Array.from({ length: 100 }, (_, index) => fileAt(`/big/${index}.py`))
  const parts = Array.from({ length: MAX_IMPORT_ENTRIES }, () => [...part])
  await expect(filesIn([folderAt('/big', parts)])).rejects.toThrow(/At most 5000 files fit into one import/)
  expect(parts.length).toBeGreaterThan(0)
})
