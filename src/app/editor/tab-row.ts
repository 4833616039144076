// The row of open tabs as a value: what closing and moving make of it, and how it is read back. Pure but for reading.
import { z } from 'zod'

/** By file ids. `closed` are those that were closed, the last one last. */
export type TabRow = { open: string[]; active: string | null; closed: string[]; restored: boolean }

const Kept = z.object({ open: z.array(z.string()), active: z.string().nullable() })

export const firstRow = (first: string | null): TabRow => ({
  open: first === null ? [] : [first],
  active: first,
  closed: [],
  restored: false,
})

export function without(row: TabRow, gone: string[]): TabRow {
  const open = row.open.filter((id) => !gone.includes(id))
  const closed = [...row.closed.filter((id) => !gone.includes(id)), ...row.open.filter((id) => gone.includes(id))]
  if (row.active === null || !gone.includes(row.active)) return { ...row, open, closed }
  const neighbour = open[Math.min(row.open.indexOf(row.active), open.length - 1)] ?? null
  return { ...row, open, closed, active: neighbour }
}

/** @param by how many places to the right; the ends of the row stop it. */
export function shifted(row: TabRow, id: string, by: number): TabRow {
  const from = row.open.indexOf(id)
  if (from === -1) return row
  const open = row.open.filter((one) => one !== id)
  open.splice(Math.max(0, from + by), 0, id)
  return { ...row, open }
}

/** Null when nothing was kept, or nothing that can be read. */
export function readTabs(storage: Pick<Storage, 'getItem'>, key: string): TabRow | null {
  try {
    const kept = Kept.parse(JSON.parse(storage.getItem(key) ?? ''))
    return { ...kept, closed: [], restored: true }
  } catch {
    return null
  }
}
