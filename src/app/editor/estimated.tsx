// What the model is likely to take for a review of these files, told before anybody pays for it.
'use client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../api-client.ts'
import { estimateWords } from './model-words.ts'
import styles from './top-bar.module.css'
import type { Reviewing } from './use-reviewing.ts'

type Props = { reviewing: Reviewing; paths: string[] }

/** Nothing without a model, and until it is known. */
export function Estimated({ reviewing: { model, depth, textsOf }, paths }: Props) {
  const files = textsOf(paths)
  const { data } = useQuery({
    queryKey: ['estimate', depth, files],
    queryFn: () => client.estimateReview({ files, ...(depth && { depth }) }),
    enabled: model !== null && files.length > 0,
    gcTime: 0,
  })
  return data ? <span className={styles.estimate}>{estimateWords(data)}</span> : null
}
