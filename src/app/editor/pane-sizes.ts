// How wide the panes are, as it is kept in the browser. Pure.
import { z } from 'zod'

/** The files and the problems in pixels; the problems in percent of the height, where they stand below the code. */
export const PaneSizes = z.object({
  side: z.number().min(140).max(640),
  problems: z.number().min(260).max(1600),
  below: z.number().min(10).max(80),
})
export type PaneSizes = z.infer<typeof PaneSizes>

export const firstSizes: PaneSizes = { side: 216, problems: 380, below: 40 }

export function readSizes(text: string | undefined): PaneSizes {
  try {
    return PaneSizes.parse(JSON.parse(text ?? ''))
  } catch {
    return firstSizes
  }
}
