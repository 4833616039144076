// Where values come into a Java program from outside: requests of servlets, Spring and JAX-RS, sockets, the console.
import { allRules } from '../rules.ts'
import type { ParamSource, Source } from '../table.ts'
import { eachOf } from './each-of.ts'

const request = 'comes with the request'

/** What the one who starts a program types in harms only where it is run or becomes part of a query. */
const typed = allRules.filter((rule) =>
  [
    'sql-injection',
    'command-injection',
    'code-injection',
    'ldap-injection',
    'xpath-injection',
    'deserialisation',
  ].includes(rule),
)

const servletParts =
  'getParameter() getParameterValues() getParameterMap() getParameterNames() getHeader() getHeaders() getHeaderNames() getQueryString() getCookies() getRequestURI() getRequestURL() getPathInfo() getPathTranslated() getServletPath() getReader() getInputStream() getPart() getParts() getRemoteUser() getRequestedSessionId()'

/** Texts, of which none can be an operator of a database or an object that runs code. */
const textual = allRules.filter((rule) => rule !== 'deserialisation')

export const javaSources: Source[] = [
  { names: ['*.WebUtils.getCookie()', '*.ServletRequestUtils.getStringParameter()'], note: request },
  {
    names: eachOf(
      '*.HttpServletRequest *.ServletRequest *.HttpServletRequestWrapper request req httpRequest servletRequest',
      servletParts,
    ),
    note: request,
  },
  {
    names: eachOf(
      '*.MultipartFile *.Part *.FilePart *.FileItem',
      'getOriginalFilename() getSubmittedFileName() getName() getInputStream() getBytes() getString() filename() get()',
    ),
    note: request,
  },
  {
    names: eachOf(
      '*.WebRequest *.NativeWebRequest',
      'getParameter() getHeader() getParameterMap() getParameterValues()',
    ),
    note: request,
  },
  {
    names: eachOf(
      '*.ServerRequest',
      'queryParam() queryParams() pathVariable() bodyToMono() headers() cookies() formData()',
    ),
    note: request,
  },
  {
    names: eachOf('*.ServerHttpRequest', 'getQueryParams() getHeaders() getURI() getPath() getBody() getCookies()'),
    note: request,
  },
  {
    names: eachOf('*.UriInfo', 'getQueryParameters() getPathParameters() getPath() getRequestUri()'),
    note: request,
    only: textual,
  },
  {
    names: eachOf('*.HttpHeaders', 'getRequestHeader() getHeaderString() getCookies()'),
    note: request,
    only: textual,
    needs: /\.ws\.rs\./,
  },
  { names: eachOf('*.HttpExchange', 'getRequestURI() getRequestHeaders() getRequestBody()'), note: request },
  {
    names: eachOf(
      '*.Context ctx',
      'queryParam() queryParamMap() pathParam() formParam() formParams() body() header() cookie() queryString()',
    ),
    note: request,
    needs: /io\.javalin/,
  },
  {
    names: eachOf(
      '*.Request request req',
      'queryParams() params() queryMap() body() headers() cookie() splat() queryParamsValues()',
    ),
    note: request,
    needs: /^spark\./,
  },
  {
    names: eachOf(
      '*.RoutingContext',
      'pathParam() queryParam() request().getParam() request().getHeader() body() getBodyAsString() request().getFormAttribute()',
    ),
    note: request,
  },
  {
    names: [
      '*.HttpServerRequest.getParam()',
      '*.HttpServerRequest.getHeader()',
      '*.HttpServerRequest.getFormAttribute()',
    ],
    note: request,
  },
  {
    names: [
      '*.ActionContext.getParameters()',
      '*.FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap()',
      '*.ExternalContext.getRequestParameterMap()',
    ],
    note: request,
  },
  {
    names: [
      '*.Socket.getInputStream()',
      '*.SSLSocket.getInputStream()',
      '*.DatagramPacket.getData()',
      '*.SocketChannel.socket().getInputStream()',
    ],
    note: 'is sent by the other end of the connection',
  },
  {
    names: [
      '*.ZipEntry.getName()',
      '*.ZipArchiveEntry.getName()',
      '*.TarArchiveEntry.getName()',
      '*.ArchiveEntry.getName()',
      '*.JarEntry.getName()',
      '*.TarEntry.getName()',
      '*.ZipArchiveInputStream.getNextEntry().getName()',
    ],
    note: 'is a name in an archive that anybody may have made',
    only: ['path-traversal'],
  },
  {
    names: ['System.in', 'System.console().readLine()', '*.Console.readLine()'],
    note: 'is typed in by whoever runs the program',
    only: typed,
  },
]

const framework =
  /\b(HttpServletRe\w+|ServletRe\w+|HttpSession|HttpMethod|Model|ModelMap|ModelAndView|BindingResult|Errors|Principal|Authentication|Redirect\w*|Pageable|Locale|SessionStatus|UriComponentsBuilder|WebRequest|MultipartFile|\w*User(Details|Principal)|OAuth2User|Jwt|ServerWebExchange|ServerHttpRe\w+|UriInfo|HttpHeaders|SecurityContext|AsyncResponse|Continuation|HttpEntity|Request|Sort|Writer|PrintWriter|OutputStream|ZoneId|TimeZone)\b/

const bindsToRequest =
  /^(([\w.]+\.)?(RequestParam|PathVariable|RequestBody|RequestHeader|CookieValue|MatrixVariable|RequestPart|ModelAttribute|QueryParam|PathParam|FormParam|HeaderParam|CookieParam|MatrixParam|BeanParam|RestQuery|RestPath|RestForm|QueryValue|Body|FormDataParam|Query|DestinationVariable|Payload|Argument|InputArgument|WebParam))\b/

export const javaParams: ParamSource[] = [
  { mark: bindsToRequest, note: request },
  {
    functionMark: /^(Get|Post|Put|Patch|Delete|Request)Mapping\b/,
    except: framework,
    note: request,
  },
  { functionMark: /^(POST|PUT|PATCH)$/, except: framework, note: request },
  {
    functionMark:
      /^(MessageMapping|OnMessage|KafkaListener|RabbitListener|JmsListener|SqsListener|QueryMapping|MutationMapping|WebMethod)\b/,
    except: framework,
    note: 'comes with the message',
  },
  {
    type: /^String(\[\]|\.\.\.)$/,
    name: /^(args|argv)$/,
    cleans: allRules.filter((rule) => !typed.includes(rule)),
    note: 'is typed in by whoever runs the program',
  },
]
