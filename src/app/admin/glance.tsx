// How the instance is, and what it allows: asked again every few seconds while somebody looks.
'use client'
import { useQuery } from '@tanstack/react-query'
import type { Instance } from '#contract/admin.ts'
import { client } from '../api-client.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Section } from '../settings/section.tsx'
import { Health } from './health.tsx'
import { Limits } from './limits.tsx'

const registration: Record<Instance['registration'], string> = {
  open: 'Anybody who reaches this instance may register.',
  invite: 'New accounts need an invitation.',
  closed: 'Nobody can register.',
}

export function Glance() {
  const query = useQuery({ queryKey: ['instance'], queryFn: client.instance, refetchInterval: 10_000 })
  return (
    <Loaded query={query} what="state of the instance">
      {(instance) => (
        <>
          <Section title="Health" about={registration[instance.registration]}>
            <Health health={instance.health} />
          </Section>
          <Section
            title="Limits"
            about="How often one person or one address may do something. They are set with the variables RATE_LIMIT_*."
          >
            <Limits limits={instance.limits} />
          </Section>
        </>
      )}
    </Loaded>
  )
}
