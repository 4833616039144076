// Where values go back to the browser or into the log: pages, addresses, headers, sessions.
import type { Call, Sink } from '../table.ts'
import { eachOf, words } from './each-of.ts'

const named =
  (shape: RegExp) =>
  ({ names }: Call) =>
    names.some((name) => shape.test(name))

/** Not where the response is said to be something else than a page. */
const inPage = (call: Call) => {
  const method = call.at.ancestors().find((one) => /^method_declaration$/.test(String(one.kind())))
  return !/(setContentType|contentType|produces|MediaType\.)\W*\(?\s*("[^"]*(json|plain|csv|xml|octet|pdf|image|event-stream)|\w*\.?(APPLICATION|TEXT_PLAIN|IMAGE))/i.test(
    method?.text() ?? '',
  )
}

const writers = words(
  '*.HttpServletResponse.getWriter() *.ServletResponse.getWriter() *.HttpServletResponse.getOutputStream() *.ServletResponse.getOutputStream() response.getWriter() resp.getWriter() res.getWriter() response.getOutputStream() *.JspWriter',
).join(' ')

const loggers = words('*.Logger *.Log *.log *.logger *.LOG *.LOGGER log logger LOG LOGGER').join(' ')

export const javaWebSinks: Sink[] = [
  { rule: 'xss', names: ['(page text)'], args: [0], when: inPage },
  { rule: 'xss', names: eachOf(writers, 'print println write append printf format'), args: [0, 1, 2, 3], when: inPage },
  {
    rule: 'xss',
    names: [
      '*.ResponseEntity.ok().body',
      '*.ResponseEntity.ok',
      '*.ResponseEntity.status().body',
      '*.ResponseEntity',
      '*.Response.ok',
      '*.Response.ok().entity',
      '*.HtmlString',
      '*.Response.status().entity',
    ],
    args: [0],
    when: (call) => isMarkup(call) && inPage(call),
  },
  { rule: 'open-redirect', names: ['*.sendRedirect'], args: [0] },
  {
    rule: 'open-redirect',
    names: [
      '*.RedirectView',
      '*.RedirectView.setUrl',
      '*.Response.temporaryRedirect',
      '*.Response.seeOther',
      '*.ServerResponse.temporaryRedirect',
      '*.ctx.redirect',
      '*.Context.redirect',
    ],
    args: [0],
  },
  {
    rule: 'open-redirect',
    names: ['*.ResponseEntity.status().location', '*.Response.status().location', '*.HttpHeaders.setLocation'],
    args: [0],
    when: sendsAway,
  },
  {
    rule: 'open-redirect',
    names: ['*.ModelAndView'],
    args: [0],
    when: ({ made, args }) => made && /^"redirect:/.test(args[0]?.value.at.text() ?? ''),
  },
  {
    rule: 'open-redirect',
    names: eachOf('*', 'setHeader addHeader header'),
    args: [1],
    when: ({ constantOf }) => /^location$/i.test(String(constantOf(0))),
  },
  {
    rule: 'header-injection',
    names: eachOf('*.HttpServletResponse response resp res *.HttpServletResponseWrapper', 'setHeader addHeader'),
    args: [0, 1],
    when: ({ constantOf }) => !/^location$/i.test(String(constantOf(0))),
  },
  { rule: 'header-injection', names: ['*.Cookie'], args: [1], when: ({ made }) => made },
  {
    rule: 'log-injection',
    names: eachOf(loggers, 'trace debug info warn warning error severe fine finer finest config fatal'),
    args: [0, 1, 2, 3, 4, 5],
  },
  { rule: 'log-injection', names: eachOf(loggers, 'log'), args: [1, 2, 3, 4] },
  {
    rule: 'trust-boundary',
    names: eachOf('*.HttpSession *.getSession() session', 'setAttribute putValue'),
    args: [0, 1],
  },
  {
    rule: 'mass-assignment',
    names: ['*.BeanUtils.populate', '*.BeanUtils.copyProperties', '*.PropertyUtils.copyProperties'],
    args: [1],
    when: (call) => named(/populate/)(call) && !call.argument(1)?.fields,
  },
  { rule: 'mass-assignment', names: ['*.readerForUpdating().readValue'], args: [0], when: updatesRecord },
  { rule: 'mass-assignment', names: ['*.ObjectMapper.updateValue'], args: [1], when: updatesRecord },
]

/** The answer is a redirect, and not the address of what was made. */
function sendsAway({ at, names }: Call): boolean {
  const isHeader = names.some((name) => name.endsWith('setLocation'))
  const method = isHeader ? at.ancestors().find((one) => /^method_declaration$/.test(String(one.kind()))) : at
  return /\b(FOUND|MOVED_PERMANENTLY|MOVED_TEMPORARILY|SEE_OTHER|TEMPORARY_REDIRECT|PERMANENT_REDIRECT|30[12378])\b/.test(
    method?.text() ?? '',
  )
}

/** What is made for the request itself may take all of it. */
function updatesRecord({ at }: Call): boolean {
  return !/(readerForUpdating|updateValue)\(\s*\w*(dto|form|request|command|input|patch|settings|options)\b/i.test(
    at.text(),
  )
}

/** Text that begins like a page. */
const isMarkup = ({ args }: Call) =>
  /^\s*"[^"{[]*<|^\s*String\.format\(\s*"[^"{[]*</.test(args[0]?.value.at.text() ?? '')
