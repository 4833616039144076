// The body of an import: a zip, or JSON.
import { FilesToImport } from '#contract/import.ts'
import { type Sifted, sift } from '#projects/sift.ts'
import { unpack } from '#projects/unpack.ts'
import { mediaType, readJson } from '../../../read-json.ts'

// The second is what browsers on Windows call it.
const zips = ['application/zip', 'application/x-zip-compressed']

export async function readImport(request: Request): Promise<Sifted> {
  if (zips.includes(mediaType(request) ?? '')) return unpack(Buffer.from(await request.arrayBuffer()))
  return sift(FilesToImport.parse(await readJson(request)).files)
}
