// One guideline more.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api-client.ts'
import { GuidelineForm } from './guideline-form.tsx'

export function NewGuideline() {
  const queries = useQueryClient()
  const [written, setWritten] = useState(0)
  return (
    <GuidelineForm
      key={written}
      text=""
      paths={[]}
      yes="Add guideline"
      done={written > 0 ? 'Added.' : ''}
      save={client.createGuideline}
      onSaved={() => {
        setWritten(written + 1)
        void queries.invalidateQueries({ queryKey: ['guidelines'] })
      }}
    />
  )
}
