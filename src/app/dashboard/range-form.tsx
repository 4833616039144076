// Which days, and which project, the dashboard tells of.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import list from '../list-page.module.css'
import styles from './dashboard.module.css'

type Props = { from: string; to: string; projectId: string | undefined; projects: Record<string, string> }

const DAY_MS = 86_400_000
const lately = [
  [7, 'a week'],
  [30, '30 days'],
  [90, '90 days'],
  [365, 'a year'],
] as const

export function RangeForm({ from, to, projectId, projects }: Props) {
  const today = new Date().toISOString().slice(0, 10)
  const since = (days: number) => new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10)
  const last = (days: number) =>
    `/dashboard?${new URLSearchParams({ from: since(days), to: today, ...(projectId && { projectId }) })}`
  return (
    <search>
      <form className={list.filter} action="/dashboard" aria-label="Days and project">
        <NativeSelect
          name="projectId"
          label="Project"
          data={[
            { value: '', label: 'The whole workspace' },
            ...Object.entries(projects).map(([value, label]) => ({ value, label })),
          ]}
          defaultValue={projectId ?? ''}
          w={220}
        />
        <TextInput type="date" name="from" label="From" defaultValue={from} />
        <TextInput type="date" name="to" label="To" defaultValue={to} />
        <Button type="submit">Show</Button>
        <p className={styles.lately}>
          The last{' '}
          {lately.map(([days, words]) => (
            <a key={days} href={last(days)}>
              {words}
            </a>
          ))}
        </p>
      </form>
    </search>
  )
}
