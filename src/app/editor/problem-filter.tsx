// Over the list of problems: words to search for, what else is asked for, and how it is grouped.
'use client'
import { ActionIcon, Button, Chip, Group, NativeSelect, Popover, TextInput } from '@mantine/core'
import { IconFilter, IconFilterFilled, IconSearch } from '@tabler/icons-react'
import { categories, severities } from '#contract/finding.ts'
import { type Filter, groupings, isFiltering } from './problem-view.ts'
import styles from './problems.module.css'
import type { ProblemView } from './use-problem-view.ts'

const told = ['new', 'open', 'reopened'] as const

export function ProblemFilter({ view }: { view: ProblemView }) {
  const { filter, ask } = view
  const narrowed = isFiltering({ ...filter, text: '' })
  return (
    <search className={styles.filter} aria-label="Problems">
      <TextInput
        size="xs"
        className={styles.text}
        aria-label="Search in problems"
        placeholder="Search"
        leftSection={<IconSearch size={14} />}
        value={filter.text}
        onChange={(event) => ask({ text: event.currentTarget.value })}
      />
      <Popover position="bottom-end" width={300} trapFocus returnFocus shadow="md">
        <Popover.Target>
          <ActionIcon size={30} variant="default" aria-label={narrowed ? 'Filter, in use' : 'Filter'}>
            {narrowed ? <IconFilterFilled size={16} color="var(--lintel-accent)" /> : <IconFilter size={16} />}
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label="Filter problems">
          <Choice name="Severity" all={severities} chosen={filter.severities} field="severities" ask={ask} />
          <Choice name="Category" all={categories} chosen={filter.categories} field="categories" ask={ask} />
          <Choice name="State" all={told} chosen={filter.states} field="states" ask={ask} />
          <Button size="compact-sm" variant="default" disabled={!isFiltering(filter)} onClick={view.forget}>
            Show everything
          </Button>
        </Popover.Dropdown>
      </Popover>
      <NativeSelect
        size="xs"
        aria-label="Group by"
        value={view.by}
        data={groupings.map((by) => ({ value: by, label: `By ${by}` }))}
        onChange={(event) => view.groupBy(groupings.find((by) => by === event.currentTarget.value) ?? 'file')}
      />
    </search>
  )
}

type ChoiceProps = {
  name: string
  all: readonly string[]
  chosen: ReadonlySet<string>
  field: Exclude<keyof Filter, 'text'>
  ask: (change: Partial<Filter>) => void
}

function Choice({ name, all, chosen, field, ask }: ChoiceProps) {
  return (
    <fieldset className={styles.choice}>
      <legend>{name}</legend>
      <Chip.Group multiple value={[...chosen]} onChange={(values) => ask({ [field]: new Set(values) })}>
        <Group gap={6}>
          {all.map((value) => (
            <Chip key={value} size="xs" value={value}>
              {value}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </fieldset>
  )
}
