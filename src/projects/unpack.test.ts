// Archives that people make, and archives that somebody made on purpose.
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { expect, test } from 'playwright/test'
import { MAX_FILE_BYTES } from '#contract/file.ts'
import { MAX_IMPORT_ENTRIES } from '#contract/import.ts'
import { Problem } from '#contract/problem.ts'
import { MAX_UNPACKED_BYTES, unpack } from './unpack.ts'

const text = strToU8('x = 1\n')
const zipped = (files: Zippable) => Buffer.from(zipSync(files))
/** What became of the only entry: its content, or why it was skipped. */
async function fateOf(zip: Buffer): Promise<string> {
  const { files, skipped } = await unpack(zip)
  expect(files.length + skipped.length).toBe(1)
  return files[0]?.content ?? (skipped[0]?.reason as string)
}
const refusal = (zip: Buffer) =>
  unpack(zip).then(
    () => null,
    (error: Problem) => [error.code, error.message],
  )

/** Changes the entry's line in the table at the end, by its offset there. */
function withTable(zip: Buffer, change: (zip: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(zip)
  change(copy, copy.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])))
  return copy
}

test('files come out as they went in, stored or deflated; folders and empty archives are nothing', async () => {
  const zip = zipped({
    'a/b.py': text,
    'stored.py': [text, { level: 0 }],
    'empty.py': new Uint8Array(0),
    'ünï/日本.ts': strToU8('// 🦊\r\n'),
    'folder/': new Uint8Array(0),
  })
  const { files, skipped } = await unpack(zip)
  expect(skipped).toEqual([])
  expect(Object.fromEntries(files.map(({ path, content }) => [path, content]))).toEqual({
    'a/b.py': 'x = 1\n',
    'stored.py': 'x = 1\n',
    'empty.py': '',
    'ünï/日本.ts': '// 🦊\r\n',
  })
  expect(await unpack(zipped({}))).toEqual({ files: [], skipped: [] })
})

test('an archive behind something else, or with a comment, is read all the same', async () => {
  const zip = zipped({ 'a.py': text })
  expect(await fateOf(Buffer.concat([Buffer.from('#!/bin/sh\nexit\n'), zip]))).toBe('x = 1\n')
  const commented = Buffer.concat([zip, Buffer.from('hello')])
  commented.writeUInt16LE(5, zip.length - 2)
  expect(await fateOf(commented)).toBe('x = 1\n')
})

const climbing = [
  '../a.py',
  'a/../../b.py',
  '/etc/passwd',
  'C:/a.py',
  'c:a.py',
  '..\\a.py',
  'a\\b.py',
  '~/a.py',
  'a//b.py',
  './a.py',
  'a\0.py',
  'a\n.py',
  'con',
  'aux.py',
  'a/nul.txt',
  '..',
  '//server/a.py',
  `${'x'.repeat(401)}`,
]
for (const path of climbing)
  test(`zip slip: ${JSON.stringify(path).slice(0, 40)} is skipped and said, the others come`, async () => {
    const { files, skipped } = await unpack(zipped({ [path]: text, 'good.py': text }))
    expect(files.map((file) => file.path)).toEqual(['good.py'])
    expect(skipped).toEqual([{ path: path.slice(0, 400), reason: expect.stringMatching(/^A path /) }])
  })

test('a symbolic link and a device are skipped, whoever made the archive', async () => {
  const unix = (mode: number, os: number) => zipped({ 'a.py': [text, { os, attrs: (mode << 16) >>> 0 }] })
  for (const os of [0, 3, 19]) {
    expect(await fateOf(unix(0o120777, os))).toBe('It is a symbolic link.')
    expect(await fateOf(unix(0o020666, os))).toBe('It is no regular file.')
    expect(await fateOf(unix(0o100755, os))).toBe('x = 1\n')
  }
})

const kib256 = Buffer.alloc(MAX_FILE_BYTES, 'x')
const odd: [what: string, zip: () => Buffer, reason: string][] = [
  ['bytes that are no UTF-8', () => zipped({ 'a.py': Uint8Array.of(0xff, 0xfe, 0x41) }), 'It is not text in UTF-8.'],
  ['a NUL', () => zipped({ 'a.py': strToU8('a\0b') }), 'It is not text in UTF-8.'],
  ['an archive in the archive', () => zipped({ 'a.zip': zipped({ 'b.py': text }) }), 'It is not text in UTF-8.'],
  [
    'a byte too many',
    () => zipped({ 'a.py': Buffer.concat([kib256, text.subarray(0, 1)]) }),
    'It is larger than 256 KiB.',
  ],
  [
    'a byte too many, and a table that says there are six',
    () => withTable(zipped({ 'a.py': Buffer.concat([kib256, text]) }), (zip, at) => zip.writeUInt32LE(6, at + 24)),
    'It is larger than 256 KiB.',
  ],
  [
    'a password',
    () => withTable(zipped({ 'a.py': text }), (zip, at) => zip.writeUInt16LE(1, at + 8)),
    'It is encrypted.',
  ],
  [
    'another way of compressing',
    () => withTable(zipped({ 'a.py': text }), (zip, at) => zip.writeUInt16LE(12, at + 10)),
    'It is compressed in a way that is not read here.',
  ],
  [
    'a wrong checksum',
    () => withTable(zipped({ 'a.py': text }), (zip, at) => zip.writeUInt32LE(7, at + 16)),
    'It is damaged.',
  ],
  [
    'bytes elsewhere',
    () => withTable(zipped({ 'a.py': text }), (zip, at) => zip.writeUInt32LE(9, at + 42)),
    'It is damaged.',
  ],
  [
    'more bytes than there are',
    () => withTable(zipped({ 'a.py': text }), (zip, at) => zip.writeUInt32LE(999, at + 20)),
    'It is damaged.',
  ],
  [
    'a name that is no UTF-8',
    () => withTable(zipped({ 'a.py': text }), (zip, at) => zip.writeUInt8(0xff, at + 46)),
    'Its name is not in UTF-8.',
  ],
]
for (const [what, zip, reason] of odd)
  test(`an entry with ${what} is skipped: ${reason}`, async () => {
    expect(await fateOf(zip())).toBe(reason)
  })

test('a file of just 256 KiB comes', async () => {
  expect(await fateOf(zipped({ 'a.py': kib256 }))).toHaveLength(MAX_FILE_BYTES)
})

test('of names that are one on some file systems, the first comes', async () => {
  const { files, skipped } = await unpack(
    zipped({ 'A.py': text, 'a.py': text, 'A.py/b': text, 'caf\u00e9': text, 'cafe\u0301': text }),
  )
  expect(files.map(({ path }) => path)).toEqual(['A.py', 'caf\u00e9'])
  expect(skipped.map(({ path }) => path)).toEqual(['a.py', 'A.py/b', 'cafe\u0301'])
})

/** `count` entries of the table, all with the same bytes behind them. */
function overlapping(zip: Buffer, count: number): Buffer {
  const [start, end] = [zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])), zip.length - 22]
  const table = Buffer.concat(Array.from({ length: count }, () => zip.subarray(start, end)))
  const tail = Buffer.from(zip.subarray(end))
  tail.writeUInt32LE(table.length, 12)
  return Buffer.concat([zip.subarray(0, start), table, tail])
}

test('a bomb goes off nowhere: many files, one stretch of bytes for all, and no claim of theirs believed', async () => {
  const count = MAX_UNPACKED_BYTES / MAX_FILE_BYTES
  const bomb = overlapping(zipped({ 'a.py': kib256 }), count)
  expect(bomb.length).toBeLessThan(20_000)
  const modest = Buffer.from(bomb)
  for (let at = modest.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = modest.indexOf('PK\x01\x02', at + 4, 'latin1'))
    modest.writeUInt32LE(1, at + 24)
  const tooMuch = ['too-large', 'This archive holds more than 32 MiB when it is unpacked.']
  expect([await refusal(bomb), await refusal(modest)]).toEqual([tooMuch, tooMuch])
  const { files, skipped } = await unpack(overlapping(zipped({ 'a.py': kib256 }), count - 1))
  expect([files.length, skipped.length]).toEqual([1, count - 2])
})

test('one entry that would become 20 MiB is given up after 256 KiB', async () => {
  const zip = withTable(zipped({ 'a.py': Buffer.alloc(20 * 1024 * 1024, 'x') }), (copy, at) =>
    copy.writeUInt32LE(5, at + 24),
  )
  expect(await fateOf(zip)).toBe('It is larger than 256 KiB.')
})

test('more entries than are read are refused, before one is unpacked', async () => {
  const some = zipped({ 'a.py': text })
  const refused = await refusal(overlapping(some, MAX_IMPORT_ENTRIES + 1))
  expect(refused).toEqual(['too-large', expect.stringContaining('at most 5000 entries')])
  expect((await unpack(overlapping(some, MAX_IMPORT_ENTRIES))).skipped).toHaveLength(MAX_IMPORT_ENTRIES - 1)
})

test('what is no archive is refused', async () => {
  const zip = zipped({ 'a.py': text })
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from('PK'),
    randomBytes(5000),
    zip.subarray(0, -1),
    zip.subarray(0, 40),
    zip.subarray(50),
  ])
    expect(await refusal(bytes)).toEqual(['invalid', expect.stringContaining('no zip archive')])
  const zip64 = Buffer.from(zip)
  zip64.writeUInt32LE(0xffffffff, zip.length - 6)
  expect(await refusal(zip64)).toEqual(['invalid', 'Archives in the ZIP64 format are not read.'])
})

test('whatever is changed in an archive: files come out of it, or a refusal we foresaw', async () => {
  const zip = zipped({ 'a/b.py': text, 'c.ts': strToU8('const x = 2\n'.repeat(50)), 'd.bin': randomBytes(100) })
  const change = fc.record({ at: fc.nat(zip.length - 1), byte: fc.integer({ min: 0, max: 255 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), fc.nat(zip.length), async (changes, cut) => {
      const hurt = Buffer.from(cut % 4 === 0 ? zip.subarray(0, cut) : zip)
      for (const { at, byte } of changes) if (at < hurt.length) hurt[at] = byte
      const answer = await unpack(hurt).catch((error) => error)
      if (answer instanceof Problem) expect(['invalid', 'too-large']).toContain(answer.code)
      else for (const { content } of answer.files) expect(content).not.toContain('\0')
    }),
    { numRuns: 2000 },
  )
})
