// How a part of the report looks: where its figures come from, and the figures.
import type { Kept } from './results.ts'

export const source = ({ command, date, machine }: Kept<unknown>) => `\`${command}\`, ${date}, ${machine}`

export const table = (heads: string[], rows: (string | number)[][]) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
