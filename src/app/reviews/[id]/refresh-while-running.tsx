// A review that has not ended is looked at again every two seconds.
'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

export function RefreshWhileRunning() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), 2000)
    return () => clearInterval(timer)
  }, [router])
  return null
}
