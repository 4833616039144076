// A point in time as people here write it. For what was fetched in the browser: a server knows no time zone of theirs.
'use client'
const written = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{written.format(new Date(at))}</time>
}
