// A rule on the left, code on the right: what it matches and what its fix makes of that, while one types.
'use client'
import { Select, Stack, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { defaultPath, type Language, languages } from '#contract/language.ts'
import { client } from '../api-client.ts'
import { languageNames } from '../editor/language-names.ts'
import { Trouble } from '../settings/trouble.tsx'
import styles from './playground.module.css'
import { TrialResult } from './trial-result.tsx'

const PAUSE_MS = 350

export type Sample = { code: string; language: Language }
type Props = {
  source: string
  sample: Sample
  onSource(source: string): void
  onSample(sample: Sample): void
}

export function Playground({ source, sample, onSource, onSample }: Props) {
  const [tried] = useDebouncedValue(JSON.stringify({ source, sample }), PAUSE_MS)
  const query = useQuery({
    queryKey: ['rule-trial', tried],
    queryFn: () => client.tryRule(trialOf(JSON.parse(tried))),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const path = defaultPath[sample.language]
  return (
    <Stack gap="md">
      <div className={styles.sides}>
        <Textarea
          label="Rule"
          value={source}
          onChange={({ currentTarget }) => onSource(currentTarget.value)}
          autosize
          minRows={16}
          maxRows={32}
          spellCheck={false}
        />
        <Stack gap="xs">
          <Select
            label="Language of the code"
            data={languages.map((value) => ({ value, label: languageNames[value] }))}
            value={sample.language}
            allowDeselect={false}
            onChange={(value) => onSample({ ...sample, language: languages.find((one) => one === value) ?? 'text' })}
          />
          <Textarea
            label="Code"
            value={sample.code}
            onChange={({ currentTarget }) => onSample({ ...sample, code: currentTarget.value })}
            autosize
            minRows={10}
            maxRows={28}
            spellCheck={false}
          />
        </Stack>
      </div>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} retrying={query.isFetching} />}
      {query.data && <TrialResult tried={query.data} file={{ path, content: sample.code }} />}
    </Stack>
  )
}

const trialOf = ({ source, sample: { code, language } }: { source: string; sample: Sample }) => ({
  source,
  files: code.trim() === '' ? [] : [{ path: defaultPath[language], content: code, language }],
})
