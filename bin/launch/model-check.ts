// A model asked from the terminal whether it can be asked; the instance remembers what was learned, if it runs.
import { checkModel } from '#analysis/model/check-model.ts'
import { reviewModel } from '#analysis/model/connect.ts'
import { priceOf } from '#analysis/model/prices.ts'
import { env } from '#env.ts'
import { keepCheck } from '#reviews/model-status.ts'
import { say } from './progress.ts'
import { settleOnRunningInstance } from './running-instance.ts'

/** True when it can, and when there is none: then reviews run without a model. */
export async function modelCheck(): Promise<boolean> {
  const runs = settled()
  const model = reviewModel()
  if (!model) {
    say('There is no model: reviews run without one. Set REVIEW_MODEL with OPENAI_API_KEY, OPENAI_BASE_URL or both.')
    return true
  }
  say(`Asking ${model.name} at ${model.server} …`)
  const found = await checkModel(model, env().OPENAI_API_KEY)
  if (found.problem) {
    say(`It cannot be asked. ${found.problem}`)
    return false
  }
  const yes = (value: boolean) => (value ? 'yes' : 'no')
  const price = priceOf(model)
  say(`It answers; the check took ${(found.milliseconds / 1000).toFixed(1)} s.
  by a JSON schema  ${yes(found.jsonSchema)}
  as any JSON       ${yes(found.jsonObject)}
  in a stream       ${yes(found.streaming)}
  reads at once     ${found.contextTokens ? `${found.contextTokens} tokens` : 'its server does not tell'}
  costs             ${price ? `$${price.input} in, $${price.output} out, for a million tokens` : 'counts as free: MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT are not set'}`)
  const isKept = runs && (await keepCheck(model, found).then(...yesOrNo))
  if (!isKept) say('The instance does not run here, so nobody remembers this.')
  return true
}

const yesOrNo = [() => true, () => false] as const

/** The model can be asked without the stores, whose settings stand beside its own. */
function settled(): boolean {
  try {
    settleOnRunningInstance()
    return true
  } catch {
    process.env.DATABASE_URL ||= 'postgres://nobody@127.0.0.1/nothing'
    process.env.REDIS_URL ||= 'redis://127.0.0.1'
    process.env.JWT_SECRET ||= 'not needed where nobody signs in'
    return false
  }
}
