// What a zip says it holds, read from the table at its end (APPNOTE.TXT 6.3.10, 4.3). Nothing is unpacked yet.
import { isUtf8 } from 'node:buffer'
import { MAX_IMPORT_ENTRIES } from '#contract/import.ts'
import { Problem } from '#contract/problem.ts'

/** `wrong` says in words why it cannot be unpacked. `size` is what the archive claims, `crc` what must come out. */
export type ZipEntry = {
  path: string
  wrong: string | null
  packed: Buffer
  deflated: boolean
  size: number
  crc: number
}

const END = 0x06054b50
const END_BYTES = 22
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
const LOCAL = 0x04034b50
const LOCAL_BYTES = 30
const ZIP64 = 0xffffffff

/** Without the folders, which hold nothing of their own. Throws `invalid`, or `too-large` for too many. */
export function readZip(zip: Buffer): ZipEntry[] {
  const { start, end, shift } = findTable(zip)
  const entries: ZipEntry[] = []
  let count = 0
  for (let at = start; at + ENTRY_BYTES <= end && zip.readUInt32LE(at) === ENTRY; count++) {
    if (count === MAX_IMPORT_ENTRIES) throw tooMany()
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const entry = readEntry(zip, at, name, shift)
    if (!entry.path.endsWith('/')) entries.push(entry)
    at += ENTRY_BYTES + name + extra + comment
  }
  if (count === 0 && start < end) throw noZip()
  return entries
}

const noZip = () => new Problem('invalid', 'This is no zip archive, or it is damaged.')
const tooMany = () =>
  new Problem(
    'too-large',
    `An archive may have at most ${MAX_IMPORT_ENTRIES} entries. Leave out folders such as node_modules.`,
  )

/** The end stands before a comment of at most 64 KiB; `shift` is what stands before the archive itself. */
function findTable(zip: Buffer) {
  const earliest = Math.max(0, zip.length - END_BYTES - 0xffff)
  for (let at = zip.length - END_BYTES; at >= earliest; at--) {
    if (zip.readUInt32LE(at) !== END || at + END_BYTES + zip.readUInt16LE(at + 20) > zip.length) continue
    const [size, offset] = [zip.readUInt32LE(at + 12), zip.readUInt32LE(at + 16)]
    if (offset === ZIP64 || size === ZIP64) throw new Problem('invalid', 'Archives in the ZIP64 format are not read.')
    const start = at - size
    if (start < offset) throw noZip()
    return { start, end: at, shift: start - offset }
  }
  throw noZip()
}

function readEntry(zip: Buffer, at: number, nameBytes: number, shift: number): ZipEntry {
  const name = zip.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)
  const packed = packedAt(zip, zip.readUInt32LE(at + 42) + shift, zip.readUInt32LE(at + 20))
  const method = zip.readUInt16LE(at + 10)
  const about = { flags: zip.readUInt16LE(at + 8), method, mode: zip.readUInt32LE(at + 38) >>> 16 }
  return {
    path: name.toString('utf8'),
    wrong: wrongWith(name, about) ?? (packed ? null : 'It is damaged.'),
    packed: packed ?? Buffer.alloc(0),
    deflated: method === DEFLATED,
    size: zip.readUInt32LE(at + 24),
    crc: zip.readUInt32LE(at + 16),
  }
}

const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8
const FILE_TYPE = 0o170000
const REGULAR = 0o100000
const LINK = 0o120000

function wrongWith(name: Buffer, { flags, method, mode }: { flags: number; method: number; mode: number }) {
  const type = mode & FILE_TYPE
  if (!isUtf8(name)) return 'Its name is not in UTF-8.'
  if (type === LINK) return 'It is a symbolic link.'
  if (type !== 0 && type !== REGULAR) return 'It is no regular file.'
  if (flags & ENCRYPTED) return 'It is encrypted.'
  if (method !== STORED && method !== DEFLATED) return 'It is compressed in a way that is not read here.'
  return null
}

/** The entry's own header, with a name and fields of its own length, stands before its bytes. */
function packedAt(zip: Buffer, at: number, size: number): Buffer | null {
  if (at + LOCAL_BYTES > zip.length || zip.readUInt32LE(at) !== LOCAL) return null
  const start = at + LOCAL_BYTES + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  return start + size <= zip.length ? zip.subarray(start, start + size) : null
}
