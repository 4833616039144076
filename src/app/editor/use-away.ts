// What the tab says to somebody who looks elsewhere: its title, and a word from the browser when a review has ended.
'use client'
import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useEffectEvent, useRef } from 'react'
import { isTold } from '#contract/finding.ts'
import { isSettled, type Run } from './review-run.ts'
import { failureWords, findingsOf, subjectOf } from './review-words.ts'

export function useAway(runs: Run[], shown: Run | null) {
  useTitle(shown)
  useEndNotices(runs)
}

/** Whether a person wants to be told, and the way to ask the browser for it; null where it knows no notices. */
export function useNoticeWish() {
  const [wanted, setWanted] = useLocalStorage({ key: 'lintel.notices', defaultValue: false })
  const possible = typeof Notification !== 'undefined'
  const granted = possible && Notification.permission === 'granted'

  async function toggle(): Promise<'told' | 'untold' | 'refused'> {
    if (wanted && granted) {
      setWanted(false)
      return 'untold'
    }
    const permitted = possible && (await Notification.requestPermission()) === 'granted'
    setWanted(permitted)
    return permitted ? 'told' : 'refused'
  }
  return { wanted: wanted && granted, toggle }
}

function useTitle(run: Run | null) {
  const told = run?.review?.findings.filter(isTold).length ?? 0
  const atWork = run !== null && !isSettled(run)
  useEffect(() => {
    const base = document.title.replace(/^(Reviewing · )?(\(\d+\) )?/, '')
    document.title = `${atWork ? 'Reviewing · ' : ''}${told > 0 ? `(${told}) ` : ''}${base}`
  }, [told, atWork])
}

/** Only to somebody who is away: who looks at the page sees it there. */
function useEndNotices(runs: Run[]) {
  const { wanted } = useNoticeWish()
  const seen = useRef(new Map<string, boolean>())
  const look = useEffectEvent(() => {
    for (const run of runs) {
      const hasEnded = isSettled(run)
      if (hasEnded && seen.current.get(run.key) === false && wanted && document.hidden) notify(run)
      seen.current.set(run.key, hasEnded)
    }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever a review has changed
  useEffect(() => look(), [runs])
}

function notify(run: Run) {
  const isWhole = run.review?.status === 'completed' && run.refusal === null
  const body = isWhole ? `${findingsOf(run.review?.findings.filter(isTold).length ?? 0)}.` : failureWords(run)
  try {
    const notice = new Notification(`Lintel: ${subjectOf(run)}`, { body, tag: run.key })
    notice.onclick = () => {
      window.focus()
      notice.close()
    }
  } catch {
    // Chrome on Android has the permission and no notices from pages. The page itself says how the review ended.
  }
}
