// The model at a glance: which it is, whether it answers, what it may cost and has cost, and what it never sees.
'use client'
import { useQuery } from '@tanstack/react-query'
import type { ModelStatus } from '#contract/model.ts'
import { client } from '../../api-client.ts'
import { Loaded } from '../loaded.tsx'
import { Section } from '../section.tsx'
import { ModelCheck } from './model-check.tsx'
import { ModelFacts } from './model-facts.tsx'

const none = `There is no model: reviews run without one, by the analysers alone, and nothing leaves this server. To add one,
set REVIEW_MODEL with OPENAI_API_KEY, OPENAI_BASE_URL or both, and start again.`

export function ModelSettings({ mayCheck }: { mayCheck: boolean }) {
  const query = useQuery({ queryKey: ['model'], queryFn: client.modelStatus })
  return (
    <Loaded query={query} what="state of the model">
      {(status) => (
        <>
          <Section title="The model" about={status.model ? aboutModel(status.model) : none}>
            {status.model && <ModelCheck check={status.check} mayCheck={mayCheck} />}
          </Section>
          {status.model && (
            <Section title="Cost" about="Of this month. Money is held back before each call, so no budget is overrun.">
              <ModelFacts facts={costs(status)} />
            </Section>
          )}
          <Section
            title="What the model never sees"
            about="Secrets are made unreadable before anything is sent; each review says how many there were."
          >
            <ModelFacts facts={privacy(status)} />
          </Section>
        </>
      )}
    </Loaded>
  )
}

const aboutModel = ({ name, server, fallback, depth }: NonNullable<ModelStatus['model']>) =>
  `${name} at ${server}. It looks at each part of a file ${depth === 'deep' ? 'three times' : 'once'}.${
    fallback ? ` When it gives out, ${fallback} is asked.` : ''
  }`

const usd = (amount: number) => `$${amount.toFixed(amount < 1 ? 4 : 2)}`
const of = (spent: number, limit: number | null) =>
  `${usd(spent)}${limit === null ? ', no limit' : ` of ${usd(limit)}`}`

const costs = ({ model, budgets, usage }: ModelStatus): [string, string][] => [
  [
    'Price',
    model?.price
      ? `${usd(model.price.input)} in, ${usd(model.price.output)} out, for a million tokens`
      : 'counts as free',
  ],
  ['Your month', of(budgets.ownMonth.spent, budgets.ownMonth.limit)],
  ["Everybody's month", of(budgets.month.spent, budgets.month.limit)],
  ['One review', budgets.review === null ? 'no limit' : `at most ${usd(budgets.review)}`],
  ['Your workspace', `${usage.calls} calls, ${usage.inputTokens} tokens in, ${usage.outputTokens} out`],
]

const privacy = ({ withheldPaths, egressLog }: ModelStatus): [string, string][] => [
  ['Files', withheldPaths.join('  ')],
  ['What was sent', egressLog ? 'is kept with each review' : 'is not kept'],
]
