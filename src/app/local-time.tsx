// A moment in a page that the server made: in UTC until the browser, which alone knows the time zone, writes it anew.
'use client'
import { useSyncExternalStore } from 'react'

const written = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const never = () => () => {}

export function LocalTime({ at }: { at: string }) {
  const text = useSyncExternalStore(
    never,
    () => written.format(new Date(at)),
    () => `${at.slice(0, 16).replace('T', ' ')} UTC`,
  )
  return <time dateTime={at}>{text}</time>
}
