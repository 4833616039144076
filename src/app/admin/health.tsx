// The health of the instance in a few figures, and what to mend.
'use client'
import { Alert, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Instance } from '#contract/admin.ts'
import styles from './glance.module.css'

const UNKNOWN = 'cannot be asked'

export function Health({ health }: { health: Instance['health'] }) {
  const { status, postgres, redis, queueDepth, reviews, workers, warnings } = health
  const facts: [name: string, words: string | number, good: boolean][] = [
    ['Status', status === 'ok' ? 'All is well' : 'Needs a look', status === 'ok'],
    ['Postgres', postgres, postgres === 'ok'],
    ['Redis', redis, redis === 'ok'],
    ['Workers seen', workers ?? UNKNOWN, workers !== null && workers > 0],
    ['In the queue', queueDepth ?? UNKNOWN, queueDepth !== null],
    ['Reviews waiting', reviews?.pending ?? UNKNOWN, reviews !== null],
    ['Reviews running', reviews?.running ?? UNKNOWN, reviews !== null],
  ]
  return (
    <Stack gap="md">
      {warnings.map((warning) => (
        <Alert key={warning} variant="outline" color="orange" icon={<IconAlertTriangle size={18} />}>
          {warning}
        </Alert>
      ))}
      <dl className={styles.facts}>
        {facts.map(([name, words, good]) => (
          <div key={name} className={good ? styles.fact : `${styles.fact} ${styles.bad}`}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Stack>
  )
}
