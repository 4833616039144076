// Which review the page opens with: the one its address names, else the one that was on the screen before a reload.
'use client'
import { useEffect } from 'react'

export function useRemembered(projectId: string, id: string | null, open: (id: string) => void) {
  const key = `lintel.review.${projectId}`
  useEffect(() => {
    const named = new URLSearchParams(window.location.search).get('review')
    const remembered = named ?? sessionStorage.getItem(key)
    if (remembered) open(remembered)
  }, [key, open])
  useEffect(() => {
    if (id) sessionStorage.setItem(key, id)
  }, [key, id])
}
