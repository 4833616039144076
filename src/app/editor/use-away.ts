// What the tab says to somebody who looks elsewhere: its title, and a word from the browser when a review has ended.
'use client'
import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { isTold } from '#contract/finding.ts'
import { isSettled, type Run } from './review-run.ts'
import { failureWords, findingsOf, subjectOf } from './review-words.ts'

export function useAway(runs: Run[], shown: Run | null) {
  useTitle(shown)
  useEndNotices(runs)
}

/** Whether a person wants to be told, and the way to ask the browser for it; null where it knows no notices. */
export function useNoticeWish() {
  const [wanted, setWanted] = useWanted()
  const [granted, setGranted] = useState(false)
  useEffect(() => void isGranted().then(setGranted), [])

  async function toggle(): Promise<'told' | 'untold' | 'refused'> {
    if (wanted && granted) {
      setWanted(false)
      return 'untold'
    }
    const permitted = isPossible() && (await Notification.requestPermission()) === 'granted'
    setGranted(permitted)
    setWanted(permitted)
    return permitted ? 'told' : 'refused'
  }
  return { wanted: wanted && granted, toggle }
}

const useWanted = () => useLocalStorage({ key: 'lintel.notices', defaultValue: false })
const isPossible = () => typeof Notification !== 'undefined'

/** `Notification.permission` would hold the page until the browser's main process has answered. */
async function isGranted(): Promise<boolean> {
  if (!isPossible()) return false
  try {
    return (await navigator.permissions.query({ name: 'notifications' })).state === 'granted'
  } catch {
    return Notification.permission === 'granted' // a browser that cannot be asked this way
  }
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
  const [wanted] = useWanted()
  const seen = useRef(new Map<string, boolean>())
  const look = useEffectEvent(() => {
    for (const run of runs) {
      const hasEnded = isSettled(run)
      if (hasEnded && seen.current.get(run.key) === false && wanted && document.hidden) void notify(run)
      seen.current.set(run.key, hasEnded)
    }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever a review has changed
  useEffect(() => look(), [runs])
}

async function notify(run: Run) {
  if (!(await isGranted())) return
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
