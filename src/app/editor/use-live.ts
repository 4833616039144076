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
  const followed = useRef(new Set<string>())

  useEffect(() => {
    const opened = openLiveSocket({ url: '/api/live', onNews, onState: setState, session, onSignedOut: goToSignIn })
    socket.current = opened
    for (const reviewId of followed.current) opened.follow(reviewId)
    const offline = () => setState('offline')
    window.addEventListener('online', opened.hurry)
    window.addEventListener('offline', offline)
    return () => {
      window.removeEventListener('online', opened.hurry)
      window.removeEventListener('offline', offline)
      opened.close()
    }
  }, [onNews])

  const follow = useCallback((reviewId: string) => {
    followed.current.add(reviewId)
    socket.current?.follow(reviewId)
  }, [])
  const unfollow = useCallback((reviewId: string) => {
    followed.current.delete(reviewId)
    socket.current?.unfollow(reviewId)
  }, [])

  return { state, follow, unfollow }
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
  const { pathname, search } = window.location
  window.location.assign(`/login?next=${encodeURIComponent(pathname + search)}`)
}
