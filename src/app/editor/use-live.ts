// The live socket for components.
'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ServerMessage } from '#contract/live.ts'
import { Problem } from '#contract/problem.ts'
import { client } from '../api-client.ts'
import { type LiveSocket, type LiveState, openLiveSocket, type SessionState } from './live-socket.ts'

export function useLive(onNews: (news: ServerMessage) => void) {
  const [state, setState] = useState<LiveState>('connecting')
  const socket = useRef<LiveSocket | null>(null)
  const followed = useRef<string | null>(null)

  useEffect(() => {
    const opened = openLiveSocket({ url: '/api/live', onNews, onState: setState, session, onSignedOut: goToSignIn })
    socket.current = opened
    if (followed.current) opened.follow(followed.current)
    const offline = () => setState('offline')
    window.addEventListener('online', opened.hurry)
    window.addEventListener('offline', offline)
    return () => {
      window.removeEventListener('online', opened.hurry)
      window.removeEventListener('offline', offline)
      opened.close()
    }
  }, [onNews])

  /** One review at a time: the one before is let go. */
  const follow = useCallback((reviewId: string) => {
    if (followed.current) socket.current?.unfollow(followed.current)
    followed.current = reviewId
    socket.current?.follow(reviewId)
  }, [])

  return { state, follow }
}

/** Asking who we are renews an access that ran out; when that fails the session is over. */
async function session(): Promise<SessionState> {
  try {
    await client.me()
    return 'valid'
  } catch (error) {
    return error instanceof Problem && error.code === 'unauthenticated' ? 'over' : 'unreachable'
  }
}

/** Drafts stay in this browser and come back after signing in. */
export function goToSignIn() {
  window.location.assign(`/login?next=${encodeURIComponent(window.location.pathname)}`)
}
