// Python: what web frameworks and HTTP clients do with what they are handed: pages, redirects, headers, templates, calls, logs.

import type { Call, PropertySink, Sink } from '../table.ts'
import { pythonLogs } from './python-logs.ts'

const verbs = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request', 'stream', 'ws_connect']

const clients = [
  'requests',
  'httpx',
  'aiohttp',
  'requests.Session',
  'requests.Session()',
  'requests.session()',
  'httpx.Client',
  'httpx.Client()',
  'httpx.AsyncClient',
  'httpx.AsyncClient()',
  'aiohttp.ClientSession',
  'aiohttp.ClientSession()',
  'urllib3.PoolManager',
  'urllib3.PoolManager()',
  'session',
  'self.session',
  'self._session',
  'client',
  'self.client',
  'self._client',
  'http',
]

/** Of what is not sent as HTML nothing is run by the browser. */
const isHtml = (call: Call) => {
  const type = ['content_type', 'mimetype', 'media_type']
    .map((keyword) => call.constantOf(keyword))
    .find((one) => one !== undefined)
  return typeof type !== 'string' || /html|svg|xml/.test(type)
}

const calls: Sink[] = [
  {
    rule: 'ssrf',
    names: clients.flatMap((client) =>
      verbs.filter((verb) => verb !== 'request' && verb !== 'stream').map((verb) => `${client}.${verb}`),
    ),
    args: [0, 'url'],
  },
  { rule: 'ssrf', names: clients.flatMap((client) => [`${client}.request`, `${client}.stream`]), args: [1, 'url'] },
  {
    rule: 'ssrf',
    names: [
      'urllib.request.urlopen',
      'urllib.request.Request',
      'urllib.request.urlretrieve',
      'urllib.urlopen',
      'urllib2.urlopen',
      'urllib2.Request',
      'urlopen',
      'urllib3.request',
      'http.client.HTTPConnection',
      'http.client.HTTPSConnection',
      'httplib.HTTPConnection',
      'httplib.HTTPSConnection',
      'socket.create_connection',
      'websockets.connect',
      'websocket.create_connection',
      'ftplib.FTP',
      'paramiko.Transport',
      'pycurl.Curl().setopt',
      'tornado.httpclient.AsyncHTTPClient().fetch',
      'AsyncHTTPClient().fetch',
    ],
    args: [0, 'url', 'host', 'address'],
  },
]

/** What is answered; headers of requests that are sent out are another matter. */
const responses = ['response', 'resp', 'res', 'self.response', 'Response', 'HttpResponse']

export const pythonLocation: PropertySink = {
  rule: 'open-redirect',
  names: responses.flatMap((name) => [`${name}.headers[]`, `${name}[]`]),
  key: /^location$/i,
}

export const pythonHeaders: PropertySink = {
  rule: 'header-injection',
  names: responses.flatMap((name) => [`${name}.headers[]`, `${name}[]`]),
}

const pages: Sink[] = [
  {
    rule: 'open-redirect',
    names: [
      'flask.redirect',
      'redirect',
      'bottle.redirect',
      'quart.redirect',
      'werkzeug.utils.redirect',
      'django.shortcuts.redirect',
      'django.http.HttpResponseRedirect',
      'django.http.HttpResponsePermanentRedirect',
      'HttpResponseRedirect',
      'fastapi.responses.RedirectResponse',
      'starlette.responses.RedirectResponse',
      'RedirectResponse',
      'self.redirect',
      'aiohttp.web.HTTPFound',
      'web.HTTPFound',
      'HTTPFound',
      'pyramid.httpexceptions.HTTPFound',
      'web.HTTPSeeOther',
      'aiohttp.web.HTTPSeeOther',
    ],
    args: [0, 'location', 'url', 'redirect_to'],
  },
  {
    rule: 'xss',
    names: [
      'markupsafe.Markup',
      'Markup',
      'flask.Markup',
      'jinja2.Markup',
      'django.utils.safestring.mark_safe',
      'django.utils.safestring.SafeString',
      'mark_safe',
      'django.utils.html.format_html',
      'HTMLResponse',
      'fastapi.responses.HTMLResponse',
      'starlette.responses.HTMLResponse',
      'self.write',
      'self.finish',
    ],
    args: [0, 'content'],
  },
  {
    rule: 'xss',
    names: [
      'HttpResponse',
      'django.http.HttpResponse',
      'django.http.HttpResponseBadRequest',
      'django.http.HttpResponseNotFound',
      'HttpResponseBadRequest',
      'HttpResponseNotFound',
      'flask.make_response',
      'make_response',
      'flask.Response',
      'werkzeug.wrappers.Response',
      'bottle.HTTPResponse',
    ],
    args: [0, 'content', 'response', 'body'],
    when: isHtml,
  },
  {
    rule: 'xss',
    names: [
      'web.Response',
      'aiohttp.web.Response',
      'fastapi.Response',
      'fastapi.responses.Response',
      'starlette.responses.Response',
    ],
    args: ['text', 'body', 'content'],
    when: (call) => /html/.test(String(call.constantOf('content_type') ?? call.constantOf('media_type'))),
  },
  {
    rule: 'template-injection',
    names: [
      'flask.render_template_string',
      'render_template_string',
      'jinja2.Template',
      '*.from_string',
      'mako.template.Template',
      'Template',
      'django.template.Template',
      'tornado.template.Template',
      'bottle.template',
      'bottle.SimpleTemplate',
      'chevron.render',
      'string.Formatter().format',
    ],
    args: [0, 'source'],
    when: ({ names }) => !names.includes('string.Template'),
  },
  {
    rule: 'header-injection',
    names: [
      ...responses.flatMap((name) => ['add', 'set', 'append', 'setdefault'].map((verb) => `${name}.headers.${verb}`)),
      'self.set_header',
      'self.add_header',
      '*.send_header',
      'response.set_header',
      'response.add_header',
    ],
    args: [1],
  },
  {
    rule: 'path-traversal',
    names: [
      'flask.send_file',
      'send_file',
      'fastapi.responses.FileResponse',
      'starlette.responses.FileResponse',
      'FileResponse',
      'django.http.FileResponse',
      'web.FileResponse',
      'aiohttp.web.FileResponse',
      'bottle.static_file',
    ],
    args: [0, 'path', 'path_or_file', 'filename_or_fp'],
    when: ({ names }) => !names.includes('bottle.static_file'),
  },
]

const records: Sink[] = [
  {
    rule: 'mass-assignment',
    names: [
      '*.update',
      '*.create',
      '*.values',
      '*.update_or_create',
      '*.get_or_create',
      '*.insert',
      '*.filter_by',
      '<class>',
      // A class that was handed over.
      ...['model', 'model_class', 'model_cls', 'entity', 'entity_class'].flatMap((name) => [name, `self.${name}`]),
      'cls',
      'klass',
      '*.queryset.model',
      '*.Meta.model',
    ],
    args: ['spread'],
    when: ({ args }) => args.some(({ value, spread }) => spread && value.at.parent()?.kind() === 'dictionary_splat'),
  },
]

export const pythonWeb: Sink[] = [...calls, ...pages, ...pythonLogs, ...records]
