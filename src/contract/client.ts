// The API as typed calls, for the browser, the CLI and tests. It is handed `fetch`, so it runs anywhere.
import { z } from 'zod'
import { type Credentials, Me, type Registration, SignedIn } from './account.ts'
import { Instance, Invitation, type NewInvitation, OneTimeLink, Person, type PersonChange } from './admin.ts'
import { Comparison, type ComparisonQuery } from './comparison.ts'
import { Finding, type FindingChange } from './finding.ts'
import { historyCalls } from './history-calls.ts'
import { Estimate, type FindingQuestion, Improved, type Improvement, ModelCall, ModelStatus } from './model.ts'
import { Problem, ProblemDetails } from './problem.ts'
import { listOf } from './project.ts'
import { projectCalls } from './project-calls.ts'
import { Accepted, type ExportFormat, type FindingsQuery, Review, ReviewFile } from './review.ts'
import { ruleCalls } from './rule-calls.ts'
import {
  AuditEvent,
  CreatedToken,
  type NewToken,
  type PasswordChange,
  type PasswordReset,
  type Profile,
  Session,
  Token,
} from './settings.ts'
import type { ShortSubmission, Submission } from './submission.ts'
import { workspaceCalls } from './workspace-calls.ts'

const nothing = z.undefined()
const withoutSession = /^\/api\/auth\/(register|login|refresh|logout|reset)$/

type Fetch = (path: string, init: RequestInit) => Promise<Response>
export type Call<Schema extends z.ZodType> = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON; a Blob as it is, with its own type. */
  body?: unknown
  headers?: Record<string, string>
  answer: Schema
}

type ShareRenewal = (renew: () => Promise<void>) => Promise<void>

export type Client = ReturnType<typeof createClient>

/**
 * Every call throws a `Problem` for an answer that is not 2xx.
 *
 * @param send performs the request; give a wrapper to add an origin, cookies or a token.
 * @param share lets one caller renew the session for all that would at the same time, such as the tabs of a browser.
 */
export function createClient(send: Fetch, share: ShareRenewal = (renew) => renew()) {
  let renewing: Promise<void> | null = null
  const renewed = () =>
    (renewing ??= share(async () => {
      const response = await send('/api/auth/refresh', { method: 'POST' })
      if (!response.ok) throw problemOf(response, await response.text())
    }).finally(() => {
      renewing = null
    }))

  async function sendSignedIn(path: string, init: RequestInit): Promise<Response> {
    let response = await send(path, init)
    if (response.status === 401 && !withoutSession.test(path)) {
      await response.body?.cancel()
      await renewed()
      response = await send(path, init)
    }
    if (!response.ok) throw problemOf(response, await response.text())
    return response
  }

  async function call<Schema extends z.ZodType>(path: string, options: Call<Schema>): Promise<z.infer<Schema>> {
    const { method = 'GET', body, headers } = options
    const text = await (await sendSignedIn(path, { method, ...withBody(body, headers) })).text()
    return options.answer.parse(text === '' ? undefined : JSON.parse(text))
  }

  /** With the name that the server gives it. */
  async function download(path: string): Promise<File> {
    const response = await sendSignedIn(path, { method: 'GET' })
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    const content = await response.blob()
    return new File([content], name ?? 'download', { type: content.type })
  }

  const at = (...parts: string[]) => `/api/${parts.map(encodeURIComponent).join('/')}`
  return {
    register: (body: Registration) => call('/api/auth/register', { method: 'POST', body, answer: SignedIn }),
    login: (body: Credentials) => call('/api/auth/login', { method: 'POST', body, answer: SignedIn }),
    logout: async () => void (await send('/api/auth/logout', { method: 'POST' })),
    me: () => call('/api/users/me', { answer: Me }),
    saveProfile: (body: Profile) => call('/api/users/me', { method: 'PATCH', body, answer: Me }),

    listSessions: () => call('/api/auth/sessions', { answer: listOf(Session) }),
    endSession: (id: string) => call(at('auth', 'sessions', id), { method: 'DELETE', answer: nothing }),
    changePassword: (body: PasswordChange) => call('/api/auth/password', { method: 'PUT', body, answer: nothing }),
    resetPassword: (body: PasswordReset) => call('/api/auth/reset', { method: 'POST', body, answer: nothing }),
    listTokens: () => call('/api/tokens', { answer: listOf(Token) }),
    createToken: (body: z.input<typeof NewToken>) =>
      call('/api/tokens', { method: 'POST', body, answer: CreatedToken }),
    revokeToken: (id: string) => call(at('tokens', id), { method: 'DELETE', answer: nothing }),
    listAudit: (cursor?: string) =>
      call(`/api/audit${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`, { answer: listOf(AuditEvent) }),

    instance: () => call('/api/admin/instance', { answer: Instance }),
    listPeople: () => call('/api/admin/people', { answer: listOf(Person) }),
    changePerson: (id: string, body: PersonChange) =>
      call(at('admin', 'people', id), { method: 'PATCH', body, answer: Person }),
    endSessionsOf: (id: string) => call(at('admin', 'people', id, 'sessions'), { method: 'DELETE', answer: nothing }),
    makeResetLink: (id: string) =>
      call(at('admin', 'people', id, 'reset-link'), { method: 'POST', answer: OneTimeLink }),
    listInvitations: () => call('/api/admin/invitations', { answer: listOf(Invitation) }),
    createInvitation: (body: NewInvitation) =>
      call('/api/admin/invitations', { method: 'POST', body, answer: OneTimeLink }),
    revokeInvitation: (id: string) => call(at('admin', 'invitations', id), { method: 'DELETE', answer: nothing }),

    submitReview: (body: z.input<typeof Submission> | z.input<typeof ShortSubmission>, idempotencyKey?: string) =>
      call('/api/reviews', {
        method: 'POST',
        body,
        headers: idempotencyKey ? { 'idempotency-key': idempotencyKey } : {},
        answer: Accepted,
      }),
    getReview: (id: string) => call(at('reviews', id), { answer: Review }),
    /** A review that runs stays so for a moment longer. */
    cancelReview: (id: string) => call(at('reviews', id, 'cancel'), { method: 'POST', answer: Accepted }),
    /** The same code once more, as a new review. */
    retryReview: (id: string, idempotencyKey?: string) =>
      call(at('reviews', id, 'retry'), {
        method: 'POST',
        headers: idempotencyKey ? { 'idempotency-key': idempotencyKey } : {},
        answer: Accepted,
      }),
    /** Every candidate, with the reason it was shown or held back. */
    listFindings: (id: string, query: Partial<Record<keyof FindingsQuery, string>> = {}) =>
      call(`${at('reviews', id, 'findings')}?${new URLSearchParams(query)}`, { answer: listOf(Finding) }),
    /** The code that was reviewed. */
    listReviewFiles: (id: string) => call(at('reviews', id, 'files'), { answer: listOf(ReviewFile) }),
    exportReview: (id: string, format: ExportFormat) => download(`${at('reviews', id, 'export')}?format=${format}`),
    /** What of `b` is new and still open since `a`, and what it fixed. Both are completed and of one scope. */
    compareReviews: (ids: ComparisonQuery) =>
      call(`/api/reviews/compare?${new URLSearchParams(ids)}`, { answer: Comparison }),
    /** Holds for every occurrence of the finding, in earlier and later reviews. */
    changeFinding: (id: string, body: FindingChange) =>
      call(at('findings', id), { method: 'PATCH', body, answer: Finding }),
    deleteReview: (id: string) => call(at('reviews', id), { method: 'DELETE', answer: nothing }),

    ...historyCalls({ call, at }),
    modelStatus: () => call('/api/model', { answer: ModelStatus }),
    /** For the administrator. */
    checkModel: () => call('/api/admin/model/check', { method: 'POST', answer: ModelStatus }),
    /** Of what the model would take; null where there is none. */
    estimateReview: (body: z.input<typeof Submission> | z.input<typeof ShortSubmission>) =>
      call('/api/model/estimate', { method: 'POST', body, answer: Estimate.nullable() }),
    improve: (body: z.input<typeof Improvement>) => call('/api/improve', { method: 'POST', body, answer: Improved }),
    /** To explain it, or to answer a question about it: told piece by piece as it comes. */
    askAboutFinding: async (
      id: string,
      body: z.input<typeof FindingQuestion>,
      tell: (piece: string) => void,
      signal?: AbortSignal,
    ) => {
      const init = { method: 'POST', ...withBody(body), ...(signal && { signal }) }
      const response = await sendSignedIn(at('findings', id, 'ask'), init)
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) tell(part.value)
    },
    /** What the model was asked for this review. */
    listModelCalls: (id: string) => call(at('reviews', id, 'model-calls'), { answer: listOf(ModelCall) }),

    ...projectCalls({ call, download, at }),
    ...ruleCalls({ call, at }),
    ...workspaceCalls({ call, download }),
  }
}

function withBody(body: unknown, headers: Record<string, string> = {}): RequestInit {
  if (body === undefined) return { headers }
  if (body instanceof Blob) return { headers: { ...headers, 'content-type': body.type }, body }
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function problemOf(response: Response, text: string): Problem {
  const retryAfter = response.headers.get('retry-after')
  const more = retryAfter === null ? {} : { retryAfterSeconds: Number(retryAfter) }
  const { success, data } = ProblemDetails.safeParse(parsed(text))
  if (!success) return new Problem('internal', `The server answered ${response.status}.`, more)
  const { errors, current } = data
  return new Problem(data.code, data.detail, { ...more, ...(errors && { errors }), ...(current && { current }) })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
