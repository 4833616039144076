// For how many days code and reviews are kept.
'use client'
import { Button, Group, NumberInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MAX_DAYS, type Retention } from '#contract/retention.ts'
import { client } from '../../api-client.ts'
import { FormProblem } from '../../form-problem.tsx'
import { useSubmission } from '../../use-submission.ts'
import { Loaded } from '../loaded.tsx'
import styles from '../settings.module.css'

export function RetentionSettings() {
  const query = useQuery({ queryKey: ['retention'], queryFn: client.getRetention, refetchOnWindowFocus: false })
  return (
    <Loaded query={query} what="settings">
      {(retention) => <RetentionForm retention={retention} />}
    </Loaded>
  )
}

type Values = Record<keyof Retention, number | string>

const daysIn = (value: number | string) => (value === '' ? null : Number(value))

function RetentionForm({ retention: { snapshotDays, reviewDays } }: { retention: Retention }) {
  const [saved, setSaved] = useState(false)
  const form = useForm<Values>({ initialValues: { snapshotDays: snapshotDays ?? '', reviewDays: reviewDays ?? '' } })
  const { submit, sending, problem } = useSubmission(
    form,
    (values) =>
      client.saveRetention({ snapshotDays: daysIn(values.snapshotDays), reviewDays: daysIn(values.reviewDays) }),
    () => setSaved(true),
  )
  const days = { min: 1, max: MAX_DAYS, allowDecimal: false, suffix: ' days', hideControls: true }
  return (
    <form className={styles.form} onSubmit={form.onSubmit(submit)} onChange={() => setSaved(false)} noValidate>
      <Stack gap="md">
        <FormProblem words={problem} />
        <NumberInput
          label="Code of reviews"
          description="Left empty, as long as the review."
          {...days}
          {...form.getInputProps('snapshotDays')}
        />
        <NumberInput
          label="Reviews"
          description="Left empty, for ever."
          {...days}
          {...form.getInputProps('reviewDays')}
        />
        <Group>
          <Button type="submit" loading={sending}>
            Save
          </Button>
          <p className={styles.status} role="status">
            {saved && 'Saved.'}
          </p>
        </Group>
      </Stack>
    </form>
  )
}
