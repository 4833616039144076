// What comes in from outside in JavaScript: requests of the usual servers, the page's address, messages, archives.
import { allRules } from '../rules.ts'
import type { ParamSource, Source } from '../table.ts'
import { eachOf, words } from './each-of.ts'

const request = 'comes with the request'
const address = 'comes with the page’s address'
const message = 'comes with a message'
const archive = 'comes with the archive'

/** A text cannot be an operator of a document database, nor bring more fields than were asked for. */
const textual = allRules.filter((rule) => rule !== 'nosql-injection' && rule !== 'mass-assignment')
/** The server has refused line breaks already. */
const oneLine = textual.filter((rule) => rule !== 'log-injection' && rule !== 'header-injection')
const uncertainShape = allRules.filter((rule) => rule !== 'mass-assignment')

const requests =
  'req request ctx ctx.request ctx.req context.request context.req this.request this.req c.req event.req Request NextRequest NextApiRequest FastifyRequest IncomingMessage express.Request http.IncomingMessage Context Koa.Context'

export const sources: Source[] = [
  { names: eachOf(requests, 'body payload rawBody json() formData() jsonp parseBody()'), note: request },
  { names: eachOf(requests, 'query searchParams nextUrl.searchParams'), note: request, only: uncertainShape },
  {
    names: [
      ...eachOf(requests, 'params files file param() text() arrayBuffer() blob()'),
      ...eachOf('c.req ctx.req', 'query() queries() valid()'),
      ...words('getQuery() readBody() getRouterParam() getRouterParams() readFormData() readMultipartFormData()'),
      ...words('formData.get() formData.getAll() FormData.get() form.get()'),
      ...words('next/navigation.useSearchParams() next/navigation.useParams() useSearchParams() useParams()'),
      ...words('react-router-dom.useSearchParams() react-router-dom.useParams() react-router.useParams()'),
      ...words('router.query useRouter().query next/router.useRouter().query'),
      ...words('event.queryStringParameters event.pathParameters event.multiValueQueryStringParameters'),
    ],
    note: request,
    only: textual,
  },
  { names: ['event.body'], note: request },
  {
    names: [
      ...eachOf(requests, 'headers cookies signedCookies url originalUrl hostname host path get() header() rawHeaders'),
      ...eachOf(requests, 'nextUrl.search nextUrl.href querystring href'),
      ...words('next/headers.cookies().get() next/headers.headers().get() event.headers event.rawPath getCookie()'),
      ...words('getHeader() getHeaders() ctx.cookies.get()'),
    ],
    note: request,
    only: oneLine,
  },
  {
    names: [
      ...eachOf('window.location location document.location self.location', 'search hash href pathname'),
      ...words('document.URL document.documentURI document.baseURI document.referrer window.name'),
    ],
    note: address,
    only: words(
      'xss code-injection open-redirect regex-injection prototype-pollution ssrf template-injection xpath-injection redos',
    ) as Source['only'] & object,
  },
  {
    names: words('event.data message.data e.data evt.data MessageEvent.data'),
    note: message,
    only: ['xss', 'code-injection', 'open-redirect'],
  },
  {
    names: words('*.entryName *.fileName'),
    needs: /adm-zip|yauzl|extract-zip|jszip|unzip/,
    note: archive,
    only: ['path-traversal'],
  },
  {
    names: words('entry.path entry.name file.path header.name headers.name entry.fileName File.path Entry.path'),
    needs: /unzipper|unzip-stream|unzip$|tar-stream|^tar(\.|$)|node-stream-zip|yauzl|decompress|jszip/,
    note: archive,
    only: ['path-traversal'],
  },
]

export const params: ParamSource[] = [
  {
    functionMark: /^export:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/,
    name: /^(#1|context|ctx|props)$/,
    cleans: ['nosql-injection', 'mass-assignment'],
    note: request,
  },
  {
    functionMark: /^export:default$/,
    name: /^(#0|props)$/,
    type: /searchParams|params/,
    cleans: ['nosql-injection', 'mass-assignment'],
    note: request,
  },
  { functionMark: /^resolver$/, name: /^(args|#1)$/, cleans: ['nosql-injection'], note: 'comes with the query' },
  { functionMark: /^incoming$/, note: message },
  { mark: /^Body\(\s*\)/, type: /^:?\s*(any|unknown|object|Partial<|Record<|\{ \[)/, note: request },
  {
    mark: /^(Body|Query|Param|Headers|Cookies|UploadedFile|HostParam|Args)\(/,
    cleans: ['mass-assignment', 'nosql-injection'],
    note: request,
  },
]
