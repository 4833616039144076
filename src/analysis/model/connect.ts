// Settings in, a handle on the model out: which server is asked, by which of its two interfaces, and under which name.
import { createOpenAI } from '@ai-sdk/openai'
import { env } from '#env.ts'
import { guardedFetch } from './guarded-fetch.ts'
import type { Clocks } from './http-fetch.ts'

type OpenAi = ReturnType<typeof createOpenAI>

export type Model = {
  provider: string
  name: string
  api: 'chat' | 'responses'
  /** Which server this is, to tell it from others: no credentials are in it. */
  server: string
  languageModel: ReturnType<OpenAi['chat']>
  /** Asked when this one gives out; null when there is none. */
  fallback: Model | null
}

export type ModelSettings = {
  name: string
  apiKey?: string | undefined
  /** Unset: OpenAI's own server. */
  baseUrl?: string | undefined
  /** Unset: `responses` for OpenAI's own server, `chat` for all others, which seldom know anything else. */
  api?: 'chat' | 'responses' | undefined
  /** Another model of the same server. */
  fallback?: string | undefined
  clocks?: Clocks
}

const OPENAI = 'https://api.openai.com/v1'

/** The model that the environment names, or null: then reviews run without one. */
export function reviewModel(): Model | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, REVIEW_MODEL: name } = env()
  const { MODEL_API: api, REVIEW_MODEL_FALLBACK: fallback } = env()
  return name && (apiKey || baseUrl) ? connectModel({ name, apiKey, baseUrl, api, fallback }) : null
}

/** Opens no connection: whether the server answers shows when it is asked. */
export function connectModel({ name, apiKey, baseUrl = OPENAI, api, fallback, clocks }: ModelSettings): Model {
  const isOpenAi = new URL(baseUrl).hostname === new URL(OPENAI).hostname
  // Local servers want no key, but the package insists on one.
  const server = createOpenAI({ baseURL: baseUrl, apiKey: apiKey ?? 'none', fetch: guardedFetch(clocks) })
  const spoken = api ?? (isOpenAi ? 'responses' : 'chat')
  const { origin, pathname } = new URL(baseUrl)
  const named = (name: string, fallback: Model | null): Model => ({
    provider: isOpenAi ? 'openai' : 'openai-compatible',
    name,
    api: spoken,
    server: origin + pathname,
    languageModel: spoken === 'responses' ? server.responses(name) : server.chat(name),
    fallback,
  })
  return named(name, fallback && fallback !== name ? named(fallback, null) : null)
}
