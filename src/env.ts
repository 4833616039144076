// Everything this program may know about its surroundings, read once, at first use (a build needs no settings).
import { z } from 'zod'
import { once } from './once.ts'

const whole = z.coerce.number().int()
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1')
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsUnset, schema.optional())

/** Such as `10/h`: so many at once, and as many again over that time. `10/h strict`: never more within any such time. */
const rate = (standard: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,6}\/\d{0,4}(s|min|h|d)( strict)?$/, 'must look like 10/h, 5/min, 10/15min or 10/h strict')
    .default(standard)
    .transform((text) => {
      const [rate, strict] = text.split(' ') as [string, string?]
      const [points, span] = rate.split('/') as [string, string]
      const unit = { s: 1, min: 60, h: 3600, d: 86_400 }[span.replace(/^\d+/, '')] as number
      return { points: Number(points), seconds: (Number.parseInt(span, 10) || 1) * unit, strict: strict !== undefined }
    })

/** Without the brackets of an IPv6 address. */
export const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/** Such as `one:7000,two:7000`. */
const nodes = z.preprocess(
  blankIsUnset,
  z
    .string()
    .transform((text) => text.split(',').map((node) => URL.parse(`redis://${node.trim()}`)))
    .refine((urls) => urls.every((url) => url?.port), 'must look like host:7000,host:7001')
    .transform((urls) => urls.map((url) => ({ host: bareHost(url as URL), port: Number(url?.port) })))
    .optional(),
)

const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `is needed, such as ${example}` })

// What makes no sense alone.
const together = [
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
] as const

const Env = z
  .object({
    DATABASE_URL: url(/^postgres(ql)?$/, 'postgres://user:password@host:5432/lintel'),
    REDIS_URL: url(/^rediss?$/, 'redis://host:6379'),
    REDIS_CLUSTER_NODES: nodes,
    QUEUE_URL: optional(
      z.url({ protocol: /^(redis|amqp)s?$/, error: 'must look like amqp://user:password@host:5672, or be empty' }),
    ),
    JWT_SECRET: z.string('is needed: 32 random bytes or more').min(32, 'must have 32 characters or more'),
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),

    HOST: z.string().default('127.0.0.1'),
    PORT: whole.min(0).max(65_535).default(3000),
    APP_ORIGIN: optional(z.url({ protocol: /^https?$/ })),
    INSECURE_HTTP: flag,
    DRAIN_SECONDS: whole.min(0).max(300).default(0),
    TRUSTED_PROXY_HOPS: whole.min(0).max(10).default(0),

    REGISTRATION: z.enum(['open', 'invite', 'closed']).default('open'),
    PASSWORD_MIN_LENGTH: whole.min(8).max(64).default(15),
    ACCESS_TOKEN_TTL: whole.min(5).max(3600).default(600),

    RATE_LIMIT_LOGIN: rate('5/min'),
    RATE_LIMIT_LOGIN_ACCOUNT: rate('10/15min'),
    RATE_LIMIT_REGISTER: rate('20/h'),
    RATE_LIMIT_REFRESH: rate('60/min'),
    RATE_LIMIT_REVIEWS: rate('10/h'),
    RATE_LIMIT_READS: rate('600/min'),
    RATE_LIMIT_WRITES: rate('240/min'),
    RATE_LIMIT_TRANSFERS: rate('30/min'),
    RATE_LIMIT_ASKS: rate('60/h'),

    DATABASE_POOLER: z.enum(['none', 'transaction']).default('none'),
    DATABASE_POOL: whole.min(2).max(100).default(10),
    WORKER_CONCURRENCY: whole.min(1).max(64).default(2),
    WORKER_PORT: whole.min(0).max(65_535).default(3001),
    ENGINE_THREADS: optional(whole.min(1).max(16)),
    WORKER_MEMORY_MB: whole.min(256).default(2048),
    WATCHDOG_SECONDS: whole.min(2).max(3600).default(60),
    LEASE_SECONDS: whole.min(2).max(600).default(30),
    MAX_OPEN_REVIEWS: whole.min(1).max(1_000_000).default(1000),
    MAX_OPEN_REVIEWS_PER_USER: whole.min(1).max(1_000_000).default(20),
    MAX_RUNNING_REVIEWS_PER_USER: whole.min(1).max(1000).default(2),
    METRICS_TOKEN: optional(z.string().min(16)),
    OTEL_EXPORTER_OTLP_ENDPOINT: optional(z.url({ protocol: /^https?$/ })),
    OTEL_EXPORTER_OTLP_HEADERS: optional(z.string()),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    WEBHOOK_ALLOW_PRIVATE: flag,

    OIDC_ISSUER: optional(z.url({ protocol: /^https?$/ })),
    OIDC_CLIENT_ID: optional(z.string()),
    OIDC_CLIENT_SECRET: optional(z.string()),
    OIDC_NAME: z.string().default('single sign-on'),
    GITHUB_URL: z.url({ protocol: /^https?$/ }).default('https://github.com'),
    GITHUB_CLIENT_ID: optional(z.string()),
    GITHUB_CLIENT_SECRET: optional(z.string()),
    GOOGLE_CLIENT_ID: optional(z.string()),
    GOOGLE_CLIENT_SECRET: optional(z.string()),

    OPENAI_API_KEY: optional(z.string()),
    OPENAI_BASE_URL: optional(z.url({ protocol: /^https?$/ })),
    REVIEW_MODEL: optional(z.string()),
    REVIEW_MODEL_FALLBACK: optional(z.string()),
    REVIEW_DEPTH: z.enum(['standard', 'deep']).default('standard'),
    MODEL_API: optional(z.enum(['chat', 'responses'])),
    MODEL_CONCURRENCY: whole.min(1).max(64).default(4),
    MODEL_DENY_PATHS: z.string().default('**/.env*,**/*.pem,**/*.key,**/secrets/**,**/credentials*'),
    MODEL_EGRESS_LOG: flag,
    MODEL_PRICE_INPUT: optional(z.coerce.number().nonnegative()),
    MODEL_PRICE_OUTPUT: optional(z.coerce.number().nonnegative()),
    MODEL_BUDGET_REVIEW_USD: optional(z.coerce.number().positive()),
    MODEL_BUDGET_USER_MONTH_USD: optional(z.coerce.number().positive()),
    MODEL_BUDGET_MONTH_USD: optional(z.coerce.number().positive()),
  })
  .transform((env) => ({ ...env, APP_ORIGIN: new URL(env.APP_ORIGIN ?? `http://localhost:${env.PORT}`).origin }))
  .superRefine((env, context) => {
    for (const [first, ...others] of together) {
      const missing = env[first] === undefined ? [] : others.filter((name) => env[name] === undefined)
      for (const path of missing) context.addIssue({ code: 'custom', path: [path], message: `is needed with ${first}` })
    }
    const server = env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (server && env.REVIEW_MODEL === undefined)
      refuse(
        'REVIEW_MODEL',
        'is needed with OPENAI_API_KEY or OPENAI_BASE_URL: the name of the model, as its server knows it',
      )
    if (!server && env.REVIEW_MODEL !== undefined)
      refuse('REVIEW_MODEL', 'needs OPENAI_API_KEY, OPENAI_BASE_URL or both: the server that has the model')
    if (env.QUEUE_URL?.startsWith('redis') && env.QUEUE_URL !== env.REDIS_URL)
      refuse('QUEUE_URL', 'may name no other Redis than REDIS_URL: leave it empty, or give the amqp:// of a RabbitMQ')
    if (env.REDIS_CLUSTER_NODES && !['', '/', '/0'].includes(new URL(env.REDIS_URL).pathname))
      refuse('REDIS_URL', 'may name no database with REDIS_CLUSTER_NODES: a cluster has one')
    const { protocol, hostname } = new URL(env.APP_ORIGIN)
    const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    if (protocol === 'http:' && !local && !env.INSECURE_HTTP)
      refuse(
        'APP_ORIGIN',
        'is plain http: put TLS in front and say https, or set INSECURE_HTTP=1 to accept that passwords travel in the open',
      )
  })
export type Env = z.infer<typeof Env>

/** Throws an error that names each wrong variable and its mend. */
export const env = (): Env =>
  once('env', () => {
    const settings = parseEnv(process.env)
    process.env.NEXTAUTH_URL = settings.APP_ORIGIN // next-auth reads its own address nowhere else
    return settings
  })

export function parseEnv(from: Record<string, string | undefined>): Env {
  const { data, error } = Env.safeParse(from)
  if (data) return data
  const lines = error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
  throw new Error(`The settings are not usable:\n${lines.join('\n')}`)
}
