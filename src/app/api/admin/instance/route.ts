// GET: the instance at a glance.
import type { Instance } from '#contract/admin.ts'
import { env } from '#env.ts'
import { type LimitName, limits, policyOf } from '#limits.ts'
import { readHealth } from '../../../healthz/health.ts'
import { administrator } from '../../handle.ts'

export const GET = administrator('reads', async () => {
  const policies = (Object.keys(limits) as LimitName[]).map((name) => ({ name, ...policyOf(name) }))
  const instance: Instance = { registration: env().REGISTRATION, health: await readHealth(), limits: policies }
  return Response.json(instance)
})
