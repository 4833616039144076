// What makes values harmless in JavaScript: conversions, escapes, checks, and libraries made for it.
import type { DataflowRule } from '../rules.ts'
import type { Call, Cleaner } from '../table.ts'
import { eachOf, words } from './each-of.ts'

/** What a replacement takes out, as far as it is written in the call. */
const takes =
  (signs: RegExp) =>
  ({ args: [first] }: Call): boolean => {
    const what = first?.value
    const pattern = what?.kind === 'call' ? what.args[0]?.value : what
    return pattern?.kind !== 'text' || /\[\^|\\W|\\D/.test(pattern.value) || signs.test(pattern.value)
  }

const replacement = (signs: RegExp, rules: DataflowRule[]): Cleaner => ({
  names: words('*.replace *.replaceAll'),
  rules: [...rules, 'nosql-injection', 'mass-assignment'],
  when: takes(signs),
})

const replacements: Cleaner[] = [
  replacement(/^$/, [
    'log-injection',
    'header-injection',
    'regex-injection',
    'xss',
    'ldap-injection',
    'xpath-injection',
    'command-injection',
    'path-traversal',
    'sql-injection',
    'code-injection',
    'template-injection',
  ]),
  replacement(/[<&]/, ['xss']),
  replacement(/[\r\n]|\\[rnsRv]|\\x0|\\u0|\\p\{C/, ['log-injection', 'header-injection']),
  replacement(/\(.*\*|\*.*\(/, ['ldap-injection', 'regex-injection']),
  replacement(/\.\.|\/|\\\./, ['path-traversal']),
  replacement(/\$/, ['command-injection', 'regex-injection']),
  replacement(/'/, ['xpath-injection']),
  { names: words('*.replace *.replaceAll'), rules: ['nosql-injection', 'mass-assignment'] },
]

export const cleaners: Cleaner[] = [
  {
    names: [
      ...words(
        'Number parseInt parseFloat Number.parseInt Number.parseFloat Boolean BigInt Date Math.* *.getTime *.length *.byteLength',
      ),
      ...words(
        '*.getUint8 *.getUint16 *.getUint32 *.getInt32 *.readUInt32BE *.readUInt32LE *.readUInt16BE *.readInt32BE',
      ),
    ],
    rules: 'text',
  },
  { names: ['Math.min'], rules: 'all' },
  {
    names: words('encodeURIComponent encodeURI escape querystring.escape querystring.stringify qs.stringify'),
    rules: [
      'xss',
      'ssrf',
      'open-redirect',
      'header-injection',
      'log-injection',
      'path-traversal',
      'regex-injection',
      'nosql-injection',
      'mass-assignment',
    ],
  },
  {
    names: [
      ...eachOf('dompurify DOMPurify isomorphic-dompurify createDOMPurify() purify', 'sanitize'),
      ...eachOf('he validator lodash _ html-escaper entities', 'encode escape escapeHTML escapeHtml encodeXML'),
      ...words(
        'sanitize-html sanitizeHtml sanitizeHTML xss escape-html escapeHtml escapeHTML lodash.escape *.sanitize',
      ),
      ...words('*.escapeHTML *.escapeHtml *.sanitizeHtml htmlEscape html-entities.encode *.highlight *.codeToHtml'),
      ...words(
        'renderToString renderToStaticMarkup react-dom/server.renderToString react-dom/server.renderToStaticMarkup',
      ),
      ...words(
        '*.compile() *.template() serialize-javascript xss.filterXSS filterXSS *.bypassSecurityTrustResourceUrl',
      ),
    ],
    rules: ['xss'],
  },
  {
    names: words(
      'path.basename basename path.posix.basename sanitize-filename sanitizeFilename filenamify slugify slug',
    ),
    rules: ['path-traversal', 'header-injection', 'log-injection', 'command-injection'],
  },
  {
    names: words(
      'escapeRegExp lodash.escapeRegExp _.escapeRegExp lodash.escaperegexp escape-string-regexp escapeStringRegexp RegExp.escape *.escapeRegex escapeRegex regexp.escape',
    ),
    rules: ['regex-injection'],
  },
  ...replacements,
  {
    names: words(
      'String *.toString *.trim *.toLowerCase *.toUpperCase *.slice *.substring *.substr *.normalize *.split *.padStart *.join *.charAt *.concat util.format',
    ),
    rules: ['nosql-injection', 'mass-assignment'],
  },
  {
    names: words(
      'sql SQL Prisma.sql Prisma.join *.sql *.escape *.escapeId mysql.escape mysql2.escape sqlstring.escape sqlstring.format mysql.format pg-format *.escapeLiteral *.escapeIdentifier *.$queryRaw *.$executeRaw drizzle-orm.sql sql-template-strings slonik.sql',
    ),
    rules: ['sql-injection'],
  },
  { names: words('html css gql lit.html lit-html.html'), rules: ['xss'] },
  {
    names: words('shell-quote.quote shell-escape shellescape quote shlex.quote shell-quote'),
    rules: ['command-injection'],
  },
  // These read a text, they do not check what stands in it.
  {
    names: words('JSON.parse qs.parse url.parse querystring.parse yaml.parse js-yaml.parse JSON5.parse json5.parse'),
    rules: [],
  },
  { names: words('cookie.parse path.parse URL.parse'), rules: ['nosql-injection', 'mass-assignment'] },
  {
    names: words(
      '*.parse *.safeParse *.parseAsync *.safeParseAsync *.validate *.validateAsync *.validateSync *.cast *.decode plainToClass plainToInstance class-transformer.plainToInstance',
    ),
    rules: ['mass-assignment', 'nosql-injection', 'prototype-pollution'],
  },
  {
    names: words('lodash.pick _.pick pick lodash.omit _.omit omit'),
    rules: ['mass-assignment', 'prototype-pollution', 'nosql-injection'],
  },
  {
    names: words('JSON.stringify util.inspect'),
    rules: ['log-injection', 'header-injection', 'nosql-injection', 'mass-assignment'],
  },
  { names: words('express-mongo-sanitize.sanitize mongo-sanitize mongoSanitize'), rules: ['nosql-injection'] },
  {
    names: words(
      'Object.keys crypto.* *.digest bcrypt.hash bcryptjs.hash jwt.sign jsonwebtoken.sign uuid.v4 nanoid.nanoid ObjectId mongoose.Types.ObjectId Types.ObjectId mongodb.ObjectId',
    ),
    rules: 'all',
  },
  {
    names: words(
      'decodeURIComponent decodeURI unescape querystring.unescape he.decode he.unescape html-entities.decode',
    ),
    rules: ['xss', 'path-traversal', 'ssrf', 'open-redirect', 'log-injection', 'header-injection', 'command-injection'],
    undoes: true,
  },
  {
    names: words('ldapts.EqualityFilter ldapjs.EqualityFilter EqualityFilter ldapts.SubstringFilter SubstringFilter'),
    rules: ['ldap-injection'],
  },
  {
    names: words('*.escapeFilter ldap-escape.filter ldapEscape escapeLdap escapeFilter ldap-escape.dn escapeLDAP'),
    rules: ['ldap-injection'],
  },
  {
    names: words('*.validated() matchedData express-validator.matchedData'),
    rules: ['mass-assignment', 'nosql-injection'],
  },
]

const noAddress: Cleaner['rules'] = ['path-traversal', 'ssrf', 'open-redirect']

export const guards: Cleaner[] = [
  {
    names: [
      ...eachOf(
        'validator',
        'isEmail isAlphanumeric isInt isUUID isURL isNumeric isIn isMongoId matches isAlpha isHexadecimal',
      ),
      ...words('*.test isUUID uuid.validate ObjectId.isValid *.isValid mongoose.isValidObjectId isValidObjectId'),
      ...words('mongoose.Types.ObjectId.isValid is-safe-filename net.isIP isIP minimatch micromatch.isMatch'),
    ],
    rules: 'all',
  },
  { names: words('Number.isInteger Number.isFinite Number.isSafeInteger isFinite'), rules: 'text' },
  { names: words('path-is-inside is-path-inside isPathInside'), rules: noAddress },
  { names: ['*.startsWith'], rules: ['path-traversal'] },
  // `/` and `https://` say nothing of the host.
  {
    names: ['*.startsWith'],
    rules: noAddress,
    when: (call) => !/^(\/|[a-z]+:(\/\/)?)?$/.test(String(call.constantOf(0) ?? 'known')),
  },
  {
    names: words('Object.hasOwn Object.prototype.hasOwnProperty.call *.hasOwnProperty'),
    rules: ['prototype-pollution'],
  },
]
