// Go: what comes in through the standard library's server, Gin, Echo, Fiber and routers.
import { allRules } from '../rules.ts'
import type { Source } from '../table.ts'

export const request = 'comes with the request'
/** A text cannot be an operator of a document database: only what is decoded into a map can. */
const textual = allRules.filter((rule) => rule !== 'nosql-injection')

const of = (types: string[], parts: string[]) => types.flatMap((type) => parts.map((part) => `*.${type}.${part}`))

const requestParts = [
  'URL',
  'FormValue()',
  'PostFormValue()',
  'PathValue()',
  'Form',
  'PostForm',
  'MultipartForm',
  'FormFile()',
  'Header',
  'Host',
  'RequestURI',
  'Referer()',
  'UserAgent()',
  'Cookie()',
  'Cookies()',
  'BasicAuth()',
  'MultipartReader()',
  'Trailer',
]

const requests = ['http.Request', 'gin.Context.Request', 'echo.Context.Request()', 'req.Request']

export const goSources: Source[] = [
  { names: of(requests, requestParts), note: request, only: textual },
  { names: of(requests, ['Body']), note: request },
  {
    names: of(
      ['gin.Context'],
      [
        'Query()',
        'DefaultQuery()',
        'GetQuery()',
        'QueryArray()',
        'QueryMap()',
        'Param()',
        'Params',
        'PostForm()',
        'DefaultPostForm()',
        'GetPostForm()',
        'PostFormArray()',
        'GetHeader()',
        'Cookie()',
        'FormFile()',
        'MultipartForm()',
      ],
    ),
    note: request,
    only: textual,
  },
  {
    names: of(
      ['echo.Context'],
      [
        'QueryParam()',
        'QueryParams()',
        'QueryString()',
        'Param()',
        'ParamValues()',
        'FormValue()',
        'FormParams()',
        'FormFile()',
        'Cookie()',
      ],
    ),
    note: request,
    only: textual,
  },
  {
    names: of(
      ['fiber.Ctx'],
      [
        'Query()',
        'Queries()',
        'Params()',
        'AllParams()',
        'FormValue()',
        'FormFile()',
        'Get()',
        'Cookies()',
        'OriginalURL()',
        'Path()',
        'BodyRaw()',
      ],
    ),
    note: request,
    only: textual,
  },
  {
    names: [
      ...of(
        ['gin.Context', 'echo.Context', 'fiber.Ctx'],
        [
          'Bind()',
          'BindJSON()',
          'BindQuery()',
          'BindUri()',
          'BindXML()',
          'BindYAML()',
          'BindHeader()',
          'BindWith()',
          'MustBindWith()',
          'ShouldBind()',
          'ShouldBindJSON()',
          'ShouldBindQuery()',
          'ShouldBindUri()',
          'ShouldBindXML()',
          'ShouldBindYAML()',
          'ShouldBindWith()',
          'ShouldBindBodyWith()',
          'ShouldBindHeader()',
          'GetRawData()',
          'Body()',
          'BodyParser()',
          'QueryParser()',
          'ParamsParser()',
        ],
      ),
    ],
    note: request,
  },
  {
    names: [
      '*.chi.URLParam()',
      '*.chi.URLParamFromCtx()',
      '*.mux.Vars()',
      '*.httprouter.ParamsFromContext()',
      '*.websocket.Conn.ReadMessage()',
      '*.websocket.Conn.ReadJSON()',
    ],
    note: request,
    only: textual,
  },
  {
    names: ['os.Args', 'flag.Arg()', 'flag.Args()'],
    note: 'is typed in by whoever runs the program',
    only: ['sql-injection', 'code-injection', 'template-injection', 'ldap-injection', 'xpath-injection'],
  },
]
