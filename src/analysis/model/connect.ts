// Settings in, a handle on the model out: which server is asked, by which of its two interfaces, and under which name.
import { createOpenAI } from '@ai-sdk/openai'
import type { LanguageModel } from 'ai'
import { env } from '#env.ts'
import { guardedFetch } from './guarded-fetch.ts'

export type Model = { provider: string; name: string; languageModel: LanguageModel }

export type ModelSettings = {
  name: string
  apiKey?: string | undefined
  /** Unset: OpenAI's own server. */
  baseUrl?: string | undefined
  /** Unset: `responses` for OpenAI's own server, `chat` for all others, which seldom know anything else. */
  api?: 'chat' | 'responses'
}

const OPENAI = 'https://api.openai.com/v1'

/** The model that the environment names, or null: then reviews run without one. */
export function reviewModel(): Model | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, REVIEW_MODEL: name } = env()
  return name && (apiKey || baseUrl) ? connectModel({ name, apiKey, baseUrl }) : null
}

/** Opens no connection: whether the server answers shows when it is asked. */
export function connectModel({ name, apiKey, baseUrl = OPENAI, api }: ModelSettings): Model {
  const isOpenAi = new URL(baseUrl).hostname === new URL(OPENAI).hostname
  // Local servers want no key, but the package insists on one.
  const server = createOpenAI({ baseURL: baseUrl, apiKey: apiKey ?? 'none', fetch: guardedFetch })
  return {
    provider: isOpenAi ? 'openai' : 'openai-compatible',
    name,
    languageModel:
      (api ?? (isOpenAi ? 'responses' : 'chat')) === 'responses' ? server.responses(name) : server.chat(name),
  }
}
