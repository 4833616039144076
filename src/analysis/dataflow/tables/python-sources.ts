// Python: where values come in from outside, by framework.
import type { DataflowRule } from '../rules.ts'
import type { ParamSource, Source } from '../table.ts'

const request = 'comes with the request'

/** What Flask, Django, Starlette, aiohttp, Bottle and Pyramid call the parts of a request that its sender writes. */
const requestParts = [
  'args',
  'form',
  'forms',
  'values',
  'json',
  'data',
  'cookies',
  'headers',
  'files',
  'query',
  'params',
  'query_string',
  'full_path',
  'url',
  'path',
  'referrer',
  'referer',
  'user_agent',
  'host',
  'view_args',
  'matchdict',
  'match_info',
  'rel_url',
  'GET',
  'POST',
  'META',
  'FILES',
  'COOKIES',
  'body',
  'body()',
  'content',
  'query_params',
  'query_arguments',
  'body_arguments',
  'path_params',
  'get_json()',
  'get_data()',
  'get_full_path()',
  'build_absolute_uri()',
  'json()',
  'form()',
  'text()',
  'post()',
  'read()',
  'multipart()',
  'stream',
  'environ',
  'arguments',
  'uri',
  'raw_post_data',
]

/** Names and types under which the request is known. */
const requests = [
  'flask.request',
  'bottle.request',
  'request',
  'req',
  'self.request',
  'cls.request',
  'info.context.request',
  'Request',
  'HttpRequest',
  'web.Request',
  'fastapi.Request',
  'starlette.requests.Request',
  'aiohttp.web.Request',
  'django.http.HttpRequest',
  'flask.Request',
  'quart.request',
  'sanic.Request',
]

/** Whoever runs a program may name its files and servers: only what gives them more than that counts. */
const typedInDoes: DataflowRule[] = ['sql-injection', 'command-injection', 'code-injection', 'xpath-injection']
const typedIn = 'is typed in by whoever runs the program'

export const pythonSources: Source[] = [
  // Who is signed in was found out by the server.
  {
    names: ['request.user', '*.request.user', 'flask_login.current_user', 'current_user', 'flask.g'],
    note: 'is known here',
    only: [],
  },
  // In a client a request is what it sends.
  {
    names: requests.flatMap((name) => requestParts.map((part) => `${name}.${part}`)),
    note: request,
    needs:
      /^(flask|django|fastapi|starlette|aiohttp|bottle|sanic|quart|tornado|pyramid|falcon|rest_framework|werkzeug|webob|cherrypy|web|litestar|ninja|robyn|blacksheep|http\.server)\b/,
  },
  {
    names: [
      'self.get_argument()',
      'self.get_arguments()',
      'self.get_query_argument()',
      'self.get_query_arguments()',
      'self.get_body_argument()',
      'self.get_body_arguments()',
      'self.get_cookie()',
      'self.kwargs',
      'self.path_kwargs',
    ],
    note: request,
    within: /Handler|View|Resource/,
  },
  {
    names: ['self.path', 'self.headers', 'self.rfile', 'self.requestline'],
    note: request,
    within: /HTTPRequestHandler/,
  },
  {
    names: ['cgi.FieldStorage()', 'environ[]', 'event.queryStringParameters', 'websocket.receive_text()'],
    note: request,
  },
  { names: ['websocket.receive_json()', 'websocket.receive()', 'ws.recv()', 'websocket.recv()'], note: request },
  {
    names: ['input()', 'raw_input()', 'sys.stdin.read()', 'sys.stdin.readline()', 'sys.argv'],
    note: typedIn,
    only: typedInDoes,
  },
  { names: ['*.recv()', '*.recvfrom()', '*.recv_into()'], note: 'arrives from the network', only: networkDoes() },
  {
    names: ['struct.unpack()', 'struct.unpack_from()', '*.unpack()', 'int.from_bytes()'],
    note: 'is read from bytes that somebody else wrote',
    only: ['huge-allocation'],
  },
  {
    names: ['*.infolist()', '*.namelist()', '*.getmembers()', '*.getnames()', 'tarfile.open()', 'tarfile.TarFile()'],
    note: 'is named by the archive',
    only: ['path-traversal'],
  },
]

function networkDoes(): DataflowRule[] {
  return [
    'sql-injection',
    'command-injection',
    'code-injection',
    'deserialisation',
    'path-traversal',
    'huge-allocation',
  ]
}

const notSent =
  /\b(int|float|bool|UUID|UUID4|date|datetime|timedelta|Decimal|Session|AsyncSession|Connection|AsyncClient|Client|Redis|Request|HttpRequest|WebSocket|Response|Depends|Security|BackgroundTasks|Enum|Literal|Settings)\b|\b(db|session|request|req|response|resp|conn|connection|cursor|current_user|self|cls|background_tasks|settings|config|service|repo|repository)$/

export const pythonParams: ParamSource[] = [
  {
    functionMark:
      /\.(route|get|post|put|patch|delete|head|options|websocket|api_route|add_route)\(|^(route|get|post|put|delete)\(/,
    except: notSent,
    note: request,
  },
  { functionMark: /^(django view|http method)$/, except: notSent, note: request },
  { mark: /^(Query|Path|Body|Form|Header|Cookie|File)\(/, except: notSent, note: request },
  { type: /^(UploadFile|fastapi\.UploadFile)\b/, note: request },
  {
    functionMark: /^lambda handler$/,
    except: /\bcontext$/,
    note: 'comes with the event',
  },
]
