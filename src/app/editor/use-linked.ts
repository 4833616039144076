// The address of one finding: copied from its card, and followed when the page is opened with it.
'use client'
import { useEffect, useEffectEvent } from 'react'
import type { Finding } from '#contract/finding.ts'
import { isSettled, type Run } from './review-run.ts'
import type { Toasts } from './use-toasts.ts'

const linkedIn = (address: string) => new URLSearchParams(address).get('finding')

/** @param aside where to look for one that is not shown. */
export function useLinked(run: Run | null, told: Finding[], goTo: (finding: Finding) => void, aside: () => void) {
  const follow = useEffectEvent(() => {
    const wanted = linkedIn(window.location.search)
    if (!wanted) return
    const finding = told.find(({ id }) => id === wanted)
    if (finding) goTo(finding)
    else aside()
    // From here on a reload shows what was looked at last.
    window.history.replaceState(null, '', window.location.pathname)
  })
  const isThere = run?.review != null && isSettled(run)
  useEffect(() => {
    if (isThere) follow()
  }, [isThere])
}

export async function copyLinkTo(run: Run | null, { id }: Finding, toasts: Toasts) {
  const link = `${window.location.origin}/editor?${new URLSearchParams({ review: run?.id ?? '', finding: id })}`
  try {
    await navigator.clipboard.writeText(link)
    toasts.tell('The link to this finding is in the clipboard.')
  } catch {
    // Browsers give the clipboard to https and localhost only, and only when asked by a person.
    toasts.complain(`The browser kept the clipboard to itself. The link is ${link}`)
  }
}
