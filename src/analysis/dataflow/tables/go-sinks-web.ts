// Go: addresses, pages and logs that values from outside must not arrive in.
import type { Expr } from '../ir.ts'
import type { Call, Sink } from '../table.ts'

export const on = (types: string[], methods: string[]) =>
  types.flatMap((type) => methods.map((method) => `*.${type}.${method}`))

export const addresses: Sink[] = [
  {
    rule: 'ssrf',
    names: on(['http', 'http.Client', 'http.DefaultClient'], ['Get', 'Post', 'PostForm', 'Head']),
    args: [0],
  },
  {
    rule: 'ssrf',
    names: ['Get', 'Post', 'PostForm', 'Head'].flatMap((verb) => [
      `client.${verb}`,
      `httpClient.${verb}`,
      `*.client.${verb}`,
      `*.httpClient.${verb}`,
    ]),
    args: [0],
  },
  { rule: 'ssrf', names: ['*.Do', '*.RoundTrip'], args: [0] },
  { rule: 'ssrf', names: ['net.Dial', 'net.DialTimeout', 'crypto/tls.Dial', '*.grpc.Dial', '*.rpc.Dial'], args: [1] },
  { rule: 'ssrf', names: ['net.LookupHost', '*.httputil.NewSingleHostReverseProxy', '*.grpc.NewClient'], args: [0] },
  { rule: 'ssrf', names: ['*.websocket.DefaultDialer.Dial', '*.websocket.Dial', '*.websocket.Dialer.Dial'], args: [0] },
  {
    rule: 'ssrf',
    names: [
      '*.resty.Client.R().Get',
      '*.resty.New().R().Get',
      '*.R().Get',
      '*.R().Post',
      '*.fasthttp.Get',
      '*.colly.Collector.Visit',
    ],
    args: [0],
  },
  { rule: 'open-redirect', names: ['*.http.Redirect'], args: [2] },
  { rule: 'open-redirect', names: ['*.http.RedirectHandler', '*.fiber.Ctx.Redirect'], args: [0] },
  { rule: 'open-redirect', names: on(['gin.Context', 'echo.Context'], ['Redirect']), args: [1] },
  {
    rule: 'open-redirect',
    names: ['*.Header().Set', '*.Header().Add', '*.gin.Context.Header', '*.echo.Context.Response().Header().Set'],
    args: [1],
    when: (call) => /^location$/i.test(String(call.constantOf(0))),
  },
]

/** Texts between which a value stands, as far as they are fixed. */
const fixedText = (expr: Expr | undefined): string =>
  expr?.kind === 'text' ? expr.value : expr?.kind === 'join' ? expr.parts.map(fixedText).join('') : ''

/** Go looks at the beginning of an answer to tell its type: a fixed text without a tag is no page. */
const mayBePage = ({ args }: Call) => {
  const [whole] = args
  const text = fixedText(whole?.value)
  const first = whole?.value.kind === 'join' ? whole.value.parts[0] : whole?.value
  return text.includes('<') || first?.kind !== 'text'
}

export const pages: Sink[] = [
  {
    rule: 'xss',
    names: [
      '*.http.ResponseWriter.WriteString',
      '*.http.ResponseWriter.Write',
      '*.gin.Context.Writer.WriteString',
      '*.gin.Context.Writer.Write',
    ],
    args: [0],
    when: mayBePage,
  },
  { rule: 'xss', names: ['*.echo.Context.HTML', '*.echo.Context.HTMLBlob'], args: [1] },
  {
    rule: 'xss',
    names: ['*.gin.Context.Data', '*.echo.Context.Blob'],
    args: [2],
    when: (call) => /html/.test(String(call.constantOf(1))),
  },
  {
    rule: 'xss',
    names: ['HTML', 'HTMLAttr', 'JS', 'JSStr', 'URL', 'CSS', 'Srcset'].map((one) => `html/template.${one}`),
    args: [0],
  },
  {
    rule: 'xss',
    names: ['text/template.Template.Execute', 'text/template.Must().Execute', 'text/template.Template.ExecuteTemplate'],
    args: [1, 2],
    when: (call) => toBrowser(call),
  },
  {
    rule: 'template-injection',
    names: [
      '*.template.New().Parse',
      '*.template.Template.Parse',
      '*.template.Must().Parse',
      '*.template.New().Funcs().Parse',
      '*.template.Template.Funcs().Parse',
      '*.template.Template.New().Parse',
      '*.template.New().Option().Parse',
      '*.pongo2.FromString',
      '*.mustache.Render',
      '*.raymond.Render',
    ],
    args: [0],
  },
]

const toBrowser = ({ args }: Call) => {
  const to = args[0]?.value
  return (
    (to?.kind === 'name' && /^(w|rw|writer|resp|response|res)$/.test(to.name)) ||
    (to?.kind === 'member' && to.name === 'Writer')
  )
}

const levels = ['Print', 'Println', 'Printf', 'Fatal', 'Fatalf', 'Fatalln', 'Panic', 'Panicf', 'Output']
const leveled = ['Debug', 'Info', 'Warn', 'Warning', 'Error', 'Fatal', 'Trace', 'Notice'].flatMap((level) => [
  level,
  `${level}f`,
  `${level}ln`,
])

export const logs: Sink[] = [
  {
    rule: 'log-injection',
    names: [
      ...on(['log', 'log.Logger', 'log.Default()'], levels),
      ...on(['logger', 'errorLog', 'infoLog', 'log'], levels),
      ...on(['glog', 'klog'], leveled.concat(levels)),
    ],
    args: [0, 1, 2, 3, 4, 5, 6],
  },
  {
    rule: 'log-injection',
    names: on(
      [
        'slog',
        'slog.Logger',
        'zap.Logger',
        'zap.SugaredLogger',
        'logrus',
        'logrus.Logger',
        'logrus.Entry',
        'logger',
        'log',
        'sugar',
        'echo.Context.Logger()',
        'zerolog.Logger',
      ],
      leveled,
    ),
    args: [0],
  },
]
