// The address of one finding: copied from its card, and followed when the page is opened with it.
'use client'
import { useEffect, useEffectEvent } from 'react'
import type { Finding } from '#contract/finding.ts'
import { isSettled, type Run } from './review-run.ts'
import type { ActiveReview } from './use-review.ts'
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
    window.history.replaceState(null, '', addressWithout(window.location))
  })
  const isThere = run?.review != null && isSettled(run)
  useEffect(() => {
    if (isThere) follow()
  }, [isThere])
}

/** The project stays: the link may have led to another than the one changed last. */
function addressWithout({ pathname, search }: Location): string {
  const project = new URLSearchParams(search).get('project')
  return project ? `${pathname}?${new URLSearchParams({ project })}` : pathname
}

export async function copyLinkTo({ projectId, run }: ActiveReview, { id }: Finding, toasts: Toasts) {
  const query = new URLSearchParams({ project: projectId, review: run?.id ?? '', finding: id })
  const link = `${window.location.origin}/editor?${query}`
  try {
    await navigator.clipboard.writeText(link)
    toasts.tell('The link to this finding is in the clipboard.')
  } catch {
    // Browsers give the clipboard to https and localhost only, and only when asked by a person.
    toasts.complain(`The browser kept the clipboard to itself. The link is ${link}`)
  }
}
