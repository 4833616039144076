// An address that leads nowhere.
import type { Metadata } from 'next'
import Link from 'next/link'
import { Doorway } from './doorway.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <Doorway title="There is no door here">
      <p>This address leads nowhere, or to something you may not see.</p>
      <Link href="/">Back to Lintel</Link>
    </Doorway>
  )
}
