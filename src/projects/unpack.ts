// A zip becomes files. Bytes are counted as they come out: what an archive says about itself is not believed.
import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { FilePath, MAX_FILE_BYTES } from '#contract/file.ts'
import { Problem } from '#contract/problem.ts'
import { readZip, type ZipEntry } from './read-zip.ts'
import { type Sifted, sift } from './sift.ts'

/** Of everything that is unpacked, kept or not. */
export const MAX_UNPACKED_BYTES = 32 * 1024 * 1024

const TOO_LARGE = `It is larger than ${MAX_FILE_BYTES / 1024} KiB.`
const DAMAGED = 'It is damaged.'
const NO_TEXT = 'It is not text in UTF-8.'

/** Throws `invalid` for what is no zip, `too-large` for one that unpacks to too much. */
export async function unpack(zip: Buffer): Promise<Sifted> {
  const files: { path: string; content: string }[] = []
  const skipped: Sifted['skipped'] = []
  let room = MAX_UNPACKED_BYTES
  for (const entry of readZip(zip)) {
    const wrong = wrongWith(entry)
    const { bytes, cost } = wrong === null ? await inflate(entry, room) : { bytes: wrong, cost: 0 }
    room -= cost
    if (room <= 0) throw tooMuch()
    const content = typeof bytes === 'string' ? null : textOf(bytes)
    if (content !== null) files.push({ path: entry.path, content })
    else skipped.push({ path: entry.path.slice(0, 400), reason: typeof bytes === 'string' ? bytes : NO_TEXT })
  }
  const sifted = sift(files)
  return { files: sifted.files, skipped: [...skipped, ...sifted.skipped] }
}

const tooMuch = () =>
  new Problem('too-large', `This archive holds more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MiB when it is unpacked.`)

/** Before a byte of it is unpacked. An entry that claims to be larger than it is only harms itself. */
function wrongWith({ wrong, path, size }: ZipEntry): string | null {
  return wrong ?? FilePath.safeParse(path).error?.issues[0]?.message ?? (size > MAX_FILE_BYTES ? TOO_LARGE : null)
}

const inflated = promisify(inflateRaw)

/** What comes out, or in words why nothing does. `cost` is how many bytes were unpacked for it. */
async function inflate(
  { packed, deflated, crc }: ZipEntry,
  room: number,
): Promise<{ bytes: Buffer | string; cost: number }> {
  const limit = Math.min(room, MAX_FILE_BYTES)
  try {
    const bytes = deflated ? ((await inflated(packed, { maxOutputLength: limit })) as Buffer) : packed
    if (bytes.length > limit) return { bytes: TOO_LARGE, cost: limit }
    return { bytes: crc32(bytes) === crc ? bytes : DAMAGED, cost: bytes.length }
  } catch (error) {
    const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    return { bytes: tooLarge ? TOO_LARGE : DAMAGED, cost: limit }
  }
}

const textOf = (bytes: Buffer) => (isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : null)
