// The lock on a data folder: one holder at a time, and free again however the holder ended.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'playwright/test'
import { lockFolder } from './folder-lock.ts'

const hasFlock = spawnSync('flock', ['--version']).status === 0
const held = `await (await import('./bin/launch/folder-lock.ts')).lockFolder(process.argv[1])
console.log('held')
setTimeout(() => {}, 60_000)`

test('a data folder has one launcher, and kill -9 of it opens the folder again', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-lock-'))
  const other = spawn(process.execPath, ['--input-type=module', '-e', held, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    expect(String(await once(other.stdout, 'data'))).toBe('held\n')
    const second = lockFolder(folder).then(
      () => 'let in',
      (error) => error.message,
    )
    expect(await second).toContain(hasFlock ? 'Another Lintel is running' : 'let in')
    other.kill('SIGKILL')
    await lockFolder(folder)
  } finally {
    other.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  }
})
