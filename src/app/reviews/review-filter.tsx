// What the list of reviews is narrowed down by: a plain form, so that every list has an address.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { languages } from '#contract/language.ts'
import { failureKinds, statuses } from '#contract/review.ts'
import { languageNames } from '../editor/language-names.ts'
import styles from '../list-page.module.css'
import { failureNames, statusWords } from './review-words.ts'

type Props = { given: Record<string, string>; projects: Record<string, string> }

const all = { value: '', label: 'All' }

export function ReviewFilter({ given, projects }: Props) {
  const choice = (name: string, label: string, options: { value: string; label: string }[], w = 140) => (
    <NativeSelect name={name} label={label} data={[all, ...options]} defaultValue={given[name] ?? ''} w={w} />
  )
  return (
    <search>
      <form className={styles.filter} action="/reviews" aria-label="Narrow the reviews down">
        <TextInput
          className={styles.words ?? ''}
          type="search"
          name="q"
          label="Search"
          placeholder="Words of titles, paths and findings"
          defaultValue={given.q ?? ''}
          maxLength={200}
        />
        {choice(
          'status',
          'Status',
          statuses.map((value) => ({ value, label: statusWords[value] })),
        )}
        {choice(
          'projectId',
          'Project',
          Object.entries(projects).map(([value, label]) => ({ value, label })),
          180,
        )}
        {choice(
          'language',
          'Language',
          languages.map((value) => ({ value, label: languageNames[value] })),
        )}
        {given.failure &&
          choice(
            'failure',
            'Failure',
            failureKinds.map((value) => ({ value, label: failureNames[value] })),
          )}
        {given.model && <TextInput name="model" label="Model" defaultValue={given.model} />}
        <TextInput type="date" name="from" label="From" defaultValue={given.from ?? ''} />
        <TextInput type="date" name="to" label="To (UTC)" defaultValue={given.to ?? ''} />
        <Button type="submit">Show</Button>
        {Object.keys(given).length > 0 && (
          <Button component="a" href="/reviews" variant="default">
            Clear
          </Button>
        )}
      </form>
    </search>
  )
}
