// Where values from outside do harm in pages, answers, logs and records.
import type { Node } from '../../grammar.ts'
import type { PropertySink, Sink } from '../table.ts'
import { eachOf, words } from './each-of.ts'
import { entryOf, isFunction, isWhole, isWholeRequest } from './javascript-shapes.ts'

const answers =
  'res response reply Response FastifyReply res.status() response.status() reply.status() reply.code() res.type() res.set() reply.type() res.header() reply.header() express.Response res.contentType()'
const levels = 'log info warn error debug trace fatal verbose notice http'

const pages: Sink[] = [
  {
    rule: 'open-redirect',
    names: [
      ...eachOf('res response reply ctx context Response c res.status() response.status() h', 'redirect location'),
      ...words('next/navigation.redirect next/navigation.permanentRedirect NextResponse.redirect sendRedirect'),
      ...words(
        'next/server.NextResponse.redirect Response.redirect @remix-run/node.redirect react-router.redirect redirect',
      ),
      ...words('window.location.assign window.location.replace location.assign location.replace window.open'),
      ...words('document.location.assign document.location.replace window.navigate'),
    ],
    args: [0, 1],
    when: ({ names, args }) =>
      !/^\.{0,2}\//.test(names[0] ?? '') && !args.some(({ value }) => staysHere.test(value.at.text())),
  },
  {
    rule: 'open-redirect',
    names: eachOf('res response reply Response', 'setHeader header set writeHead'),
    args: [1],
    when: ({ args: [name, value] }) =>
      (name?.value.kind === 'text' && /^(location|refresh)$/i.test(name.value.value)) ||
      entryOf(value?.value, 'Location') !== undefined ||
      entryOf(value?.value, 'location') !== undefined,
  },
  // An object is sent as JSON: only text that was put together here, or one value of the request, is a page.
  { rule: 'xss', names: eachOf(answers, 'send'), args: [0], onlyText: true, when: ({ at }) => !isPlain(at) },
  {
    rule: 'xss',
    names: eachOf(answers, 'write end'),
    args: [0],
    onlyText: true,
    head: /</,
    when: ({ at }) => !isPlain(at),
  },
  {
    rule: 'xss',
    names: words('Response NextResponse next/server.NextResponse'),
    args: [0],
    onlyText: true,
    when: ({ made, args }) => made && /content-type\W+text\/html/i.test(args[1]?.value.at.text() ?? ''),
  },
  { rule: 'xss', names: words('c.html ctx.html context.html'), args: [0], onlyText: true },
  {
    rule: 'xss',
    names: words(
      'document.write document.writeln *.insertAdjacentHTML *.createContextualFragment *.setHTMLUnsafe *.parseHTML *.bypassSecurityTrustHtml',
    ),
    args: [0, 1],
  },
  {
    rule: 'xss',
    names: words('*.html *.append *.prepend *.after *.before *.replaceWith *.appendTo $ jQuery'),
    args: [0],
    when: ({ names, args }) =>
      names.some((name) =>
        /(^|\.)(\$\(\)|jQuery\(\)|\$\w+)(\.\w+\(\))*\.(html|append|prepend|after|before|replaceWith)$/.test(name),
      ) && !isFunction(args[0]?.value),
  },
  { rule: 'xss', names: words('handlebars.SafeString Handlebars.SafeString SafeString'), args: [0] },
  // In a component every value of the parameters is somebody else's.
  {
    rule: 'xss',
    names: words('jsx:dangerouslySetInnerHTML'),
    args: [0],
    fromParameters: true,
    when: ({ at }) => !/JSON\.stringify/.test(at.text()) && !/^<style\b/.test(at.parent()?.text() ?? ''),
  },
  { rule: 'xss', names: words('jsx:srcDoc'), args: [0] },
  { rule: 'open-redirect', names: words('jsx:href'), args: [0] },
]

const records: Sink[] = [
  {
    rule: 'nosql-injection',
    names: words(
      '*.find *.findOne *.findOneAndUpdate *.findOneAndDelete *.findOneAndReplace *.updateOne *.updateMany *.deleteOne *.deleteMany *.countDocuments *.aggregate *.where *.exists *.distinct *.replaceOne',
    ),
    args: [0],
    when: ({ args, names }) =>
      !isFunction(args[0]?.value) && !/(^|\.)(\$|cy|screen|wrapper|\$\(\)|array|list|items)\./.test(names[0] ?? ''),
  },
  {
    rule: 'mass-assignment',
    names: words(
      '*.updateOne *.updateMany *.findByIdAndUpdate *.findOneAndUpdate *.insertOne *.insertMany *.bulkCreate *.createMany *.replaceOne *.findOneAndReplace',
    ),
    args: [0, 1],
    when: ({ args }) => args.some(({ value }) => isWhole(value)),
  },
  {
    rule: 'mass-assignment',
    names: words('*.create *.update *.insert *.build *.upsert *.save *.values *.patch *.set *.merge'),
    args: [0, 1],
    when: ({ names, args, at }) =>
      args.some(({ value }) => isWhole(value)) &&
      isRecord.test(at.text()) &&
      !names.some((name) => notARecord.test(name)),
  },
  {
    rule: 'mass-assignment',
    names: ['<class>'],
    args: [0],
    when: ({ made, names, args }) => made && isWhole(args[0]?.value) && !builtIn.test(names[0] ?? ''),
  },
  {
    rule: 'mass-assignment',
    names: words('Object.assign'),
    args: [1, 2, 'spread'],
    when: ({ args }) => args[0]?.value.kind === 'name' && isWhole(args[1]?.value),
  },
  {
    rule: 'prototype-pollution',
    names: [
      ...eachOf('lodash _', 'merge mergeWith defaultsDeep set setWith update zipObjectDeep'),
      ...words(
        'lodash.merge lodash.defaultsdeep lodash.set lodash.merge.default lodash.mergewith deepmerge jQuery.extend',
      ),
      ...words('$.extend extend merge-deep mixin-deep dot-prop.set object-path.set set-value dset deep-extend merge'),
      ...words('lodash/merge lodash/set lodash/defaultsDeep defaults-deep immer.set'),
    ],
    args: [1, 2, 3],
    when: ({ names, args }) => !/extend$/.test(names[0] ?? '') || args[0]?.value.kind === 'literal',
  },
]

/** To this host, or to the page itself. */
const staysHere =
  /headers?\.host\b|\.hostname\b|\.host\b|(get|header)\(['"]host['"]\)|^[\w.]*\.(originalUrl|url|path|pathname)$/

/** The answer is declared to be something else than a page. */
function isPlain(at: Node): boolean {
  const fn = at.ancestors().find((node) => /function|arrow|method/.test(String(node.kind())))
  return /text\/plain|text\/csv|application\/|image\/|\.type\(\s*['"](text|txt|json|xml|csv|png)/.test(
    (fn ?? at).text(),
  )
}

/** A model, or something of a database. */
const isRecord =
  /^(?:await\s+)?(?:this\.)?(?:[A-Z][a-z]\w*\.|\w*(?:[dD]b|[pP]risma|[kK]nex|[rR]epo|[rR]epository|[mM]odels?|[cC]ollection|trx|tx|[mM]anager|[sS]equelize|[oO]rm|drizzle|[uU]sers?|[aA]ccounts?|[pP]rofiles?|[oO]rders?|[cC]ustomers?|[mM]embers?)\b)/

const notARecord =
  /(^|\.)(\w*(hash|hmac|hmac|sha256|md5|cipher|sign|signer|verify|verifier|map|set|cache|headers|cookies|storage|params|url|store|state|emitter|logger|session|redis|date|moment|dayjs)(\(\))?|crypto|createHash\(\)|createHmac\(\)|axios|fetch|http|api|jwt|res|response|app|_|lodash|R|ctx|context|formData|stripe|io|document|window|Object|Reflect|Array|Buffer|sql|z|yup|Joi)\.\w+$/i
const builtIn =
  /^(\.|@\/|#)|(^|\.)(URL|URLSearchParams|\w*Error|\w*Exception|Date|Map|Set|WeakMap|WeakSet|RegExp|Promise|Response|Request|NextResponse|Headers|FormData|Blob|File|Buffer|Array|Object|String|Number|Boolean|BigInt|Symbol|Function|Proxy|\w*Array|ArrayBuffer|DataView|TextDecoder|TextEncoder|Intl\.\w+|\w*(Stream|Event|Service|Client|Command|Validator|Parser|Reader|Schema|Builder|Form|Zip|Query|Request|Response|Collector|Api|Handler)|Readable|Handlebars|Stripe)(\(\))?$/

const lines: Sink[] = [
  {
    rule: 'log-injection',
    names: [
      ...eachOf('console logger log winston req.log request.log this.logger fastify.log app.log pino() Logger', levels),
      ...eachOf('winston.createLogger() log4js.getLogger() pino() bunyan.createLogger()', levels),
    ],
    args: [0, 1, 2, 3],
    // A record of fields is escaped by whoever writes it out.
    when: ({ args, names }) =>
      args[0]?.value.kind !== 'map' && !args.some(({ value }) => isWholeRequest(value)) && names[0] !== 'console.trace',
  },
  {
    rule: 'log-injection',
    names: eachOf('fs fs.promises fs/promises', 'appendFile appendFileSync'),
    args: [1],
    when: ({ constantOf, args }) =>
      /\.log$|\blog\b|log_?(file|path)/i.test(String(constantOf(0) ?? args[0]?.value.at.text())),
  },
  {
    rule: 'header-injection',
    names: eachOf(`${answers} ctx context c`, 'setHeader header set append writeHead'),
    args: [1],
    when: ({ args: [name] }) => name?.value.kind !== 'map',
  },
  { rule: 'header-injection', names: words('http-line'), args: [0] },
]

const limits: Sink[] = [
  {
    rule: 'regex-injection',
    names: ['RegExp'],
    args: [0],
  },
  {
    rule: 'regex-injection',
    names: words('*.match *.search *.matchAll'),
    args: [0],
    when: ({ names, args }) =>
      args.length === 1 &&
      args[0]?.value.kind === 'join' &&
      !names.some((name) => /ldap|router|app|client|index|db/i.test(name)),
  },
  {
    rule: 'huge-allocation',
    names: words(
      'Buffer.alloc Buffer.allocUnsafe Buffer.allocUnsafeSlow Array ArrayBuffer SharedArrayBuffer Uint8Array Uint8ClampedArray Uint16Array Uint32Array Int8Array Int16Array Int32Array Float32Array Float64Array BigInt64Array *.repeat *.padStart *.padEnd crypto.randomBytes',
    ),
    args: [0],
  },
]

export const pageSinks: Sink[] = [...pages, ...records, ...lines, ...limits]

export const properties: PropertySink[] = [
  { rule: 'xss', names: words('*.innerHTML *.outerHTML *.srcdoc') },
  { rule: 'xss', names: words('ctx.body context.body ctx.response.body'), head: /^\s*</ },
  {
    rule: 'open-redirect',
    names: [
      ...words('window.location document.location location self.location top.location parent.location'),
      ...eachOf('window.location document.location location self.location top.location', 'href'),
    ],
  },
  { rule: 'prototype-pollution', names: ['[written by names]'] },
]
