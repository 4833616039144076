// What the list of findings is narrowed down by: a plain form, so that every list has an address.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { categories, severities } from '#contract/finding.ts'
import { trackedDays, trackedStates } from '#contract/tracked.ts'
import styles from '../list-page.module.css'
import { dayWords, stateWords } from './tracked-words.ts'

type Props = { given: Record<string, string>; projects: Record<string, string> }
type Option = { value: string; label: string }

const all = { value: '', label: 'All' }
const plain = (values: readonly string[]): Option[] => values.map((value) => ({ value, label: value }))
const named = <Key extends string>(values: readonly Key[], names: Record<Key, string>): Option[] =>
  values.map((value) => ({ value, label: names[value] }))

export function FindingFilter({ given, projects }: Props) {
  const choice = (name: string, label: string, options: Option[]) => (
    <NativeSelect name={name} label={label} data={[all, ...options]} defaultValue={given[name] ?? ''} w={150} />
  )
  return (
    <search>
      <form className={styles.filter} action="/findings" aria-label="Narrow the findings down">
        {choice(
          'projectId',
          'Project',
          [...Object.entries(projects), ['none', 'No project']].map(([value = '', label = '']) => ({ value, label })),
        )}
        {choice('state', 'State', named(trackedStates, stateWords))}
        {choice('severity', 'Severity', plain(severities))}
        {choice('category', 'Category', plain(categories))}
        <TextInput name="ruleId" label="Rule" placeholder="python/S608" defaultValue={given.ruleId ?? ''} w={180} />
        <TextInput name="path" label="File" defaultValue={given.path ?? ''} className={styles.words ?? ''} />
        <NativeSelect
          name="day"
          label="By day"
          data={named(trackedDays, dayWords)}
          defaultValue={given.day ?? 'found'}
          w={130}
        />
        <TextInput type="date" name="from" label="From" defaultValue={given.from ?? ''} />
        <TextInput type="date" name="to" label="To (UTC)" defaultValue={given.to ?? ''} />
        <Button type="submit">Show</Button>
      </form>
    </search>
  )
}
