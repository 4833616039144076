// A guideline made into a rule: examples of wrong and right code, by which what the model writes is judged.
'use client'
import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type ComponentProps, useState } from 'react'
import type { Guideline } from '#contract/guideline.ts'
import { type Language, languages } from '#contract/language.ts'
import type { SavedRule } from '#contract/own-rule.ts'
import { client } from '../../api-client.ts'
import { languageNames } from '../../editor/language-names.ts'
import { FormProblem } from '../../form-problem.tsx'
import { RuleLink } from '../../rule-link.tsx'
import { useSubmission } from '../../use-submission.ts'
import styles from '../settings.module.css'

type Props = { guideline: Guideline; onLeave: () => void }

const DIVIDER = /^---[ \t]*$/m

export function RuleForm({ guideline, onLeave }: Props) {
  const [saved, setSaved] = useState<SavedRule | null>(null)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: nameFor(guideline.text), language: 'python' as Language, wrong: '', right: '' },
  })
  const { submit, sending, problem } = useSubmission(
    form,
    ({ name, language, wrong, right }) =>
      client.compileGuideline(guideline.id, { name, language, wrong: examplesIn(wrong), right: examplesIn(right) }),
    setSaved,
  )
  if (saved) return <Saved saved={saved} onLeave={onLeave} />
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md" mt="md">
        <FormProblem words={problem} />
        <Group grow align="flex-start">
          <TextInput
            label="Name of the rule"
            spellCheck={false}
            {...form.getInputProps('name')}
            key={form.key('name')}
          />
          <NativeSelect
            label="Language"
            data={languages.map((value) => ({ value, label: languageNames[value] }))}
            {...form.getInputProps('language')}
            key={form.key('language')}
          />
        </Group>
        <Code
          label="Wrong"
          description="Code that the rule must find; several pieces are divided by a line of three dashes."
          {...form.getInputProps('wrong')}
          key={form.key('wrong')}
        />
        <Code
          label="Right"
          description="Code that it must leave alone, the closer to the wrong the better."
          {...form.getInputProps('right')}
          key={form.key('right')}
        />
        <Group>
          <Button type="submit" loading={sending}>
            Have it written
          </Button>
          <Button variant="default" onClick={onLeave}>
            Cancel
          </Button>
          <p className={styles.about} role="status">
            {sending && 'The model is asked, and what it writes is tried. This may take a minute.'}
          </p>
        </Group>
      </Stack>
    </form>
  )
}

function Code(props: ComponentProps<typeof Textarea>) {
  return (
    <Textarea
      autosize
      minRows={3}
      maxRows={16}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      {...props}
    />
  )
}

function Saved({ saved: { rule, tried }, onLeave }: { saved: SavedRule; onLeave: () => void }) {
  return (
    <Stack gap="xs" mt="md">
      <p className={styles.about} role="status">
        Saved as <RuleLink ruleId={rule.ruleId} />: {tried.tests.length} tests hold
        {tried.filesRead > 0 && `, and it finds ${tried.places} places in the ${tried.filesRead} files kept here`}. The
        guideline still goes to the model; delete it if the rule says it all.
      </p>
      <Group>
        <Button variant="default" size="xs" onClick={onLeave}>
          Close
        </Button>
      </Group>
    </Stack>
  )
}

const examplesIn = (text: string): string[] =>
  text
    .split(DIVIDER)
    .map((one) => one.replace(/^\n+|\s+$/g, ''))
    .filter(Boolean)

/** Its first words, as a rule may be called. */
const nameFor = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .slice(0, 5)
    .join('-')
    .slice(0, 60)
