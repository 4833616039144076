// What makes values harmless in Java: numbers, escapes, names without folders, questions that only good values pass.
import type { Cleaner } from '../table.ts'
import { eachOf, words } from './each-of.ts'

export const javaCleaners: Cleaner[] = [
  {
    names: words(
      '*.Integer.parseInt *.Integer.valueOf *.Integer.decode *.Long.parseLong *.Long.valueOf *.Short.parseShort *.Double.parseDouble *.Double.valueOf *.Float.parseFloat *.Boolean.parseBoolean *.Boolean.valueOf *.UUID.fromString *.BigDecimal *.BigInteger *.LocalDate.parse *.LocalDateTime.parse *.Instant.parse *.Duration.parse *.YearMonth.parse *.NumberUtils.toInt *.NumberUtils.toLong *.intValue *.longValue *.getTime *.toEpochMilli *.ZonedDateTime.parse *.Character.getNumericValue *.nextInt *.nextLong *.readInt *.readLong *.readUnsignedShort *.readShort *.Locale.forLanguageTag *.Enum.valueOf *.getBytes().length *.ordinal',
    ),
    rules: 'text',
  },
  {
    // An enum's own `valueOf` knows only its names.
    names: ['*.valueOf'],
    rules: 'all',
    when: ({ names, args }) =>
      args.length === 1 &&
      names.some((name) => /(^|\.)[A-Z]\w*\.valueOf$/.test(name) && !/String\.valueOf$/.test(name)),
  },
  {
    names: words(
      '*.HtmlUtils.htmlEscape *.StringEscapeUtils.escapeHtml *.StringEscapeUtils.escapeHtml3 *.StringEscapeUtils.escapeHtml4 *.StringEscapeUtils.escapeXml *.StringEscapeUtils.escapeXml10 *.StringEscapeUtils.escapeXml11 *.Encode.forHtml *.Encode.forHtmlContent *.Encode.forHtmlAttribute *.Encode.forJavaScript *.Encode.forXml *.encodeForHTML *.encodeForHTMLAttribute *.encodeForJavaScript *.HtmlEscapers.htmlEscaper().escape *.Escape.html *.Jsoup.clean *.sanitize *.escapeHtml *.escapeHtml4 *.htmlEscape *.PolicyFactory.sanitize *.HtmlEscape.escapeHtml5 *.escapeXml',
    ),
    rules: ['xss'],
  },
  {
    names: words(
      '*.URLEncoder.encode *.UriUtils.encode *.UriUtils.encodePathSegment *.UriUtils.encodeQueryParam *.Encode.forUriComponent *.encodeForURL *.UrlEscapers.urlFragmentEscaper().escape',
    ),
    rules: ['ssrf', 'open-redirect', 'xss', 'header-injection', 'log-injection', 'path-traversal'],
  },
  {
    names: words(
      '*.getFileName *.FilenameUtils.getName *.FilenameUtils.getBaseName *.FilenameUtils.getExtension *.File.getName *.StringUtils.getFilename',
    ),
    rules: ['path-traversal'],
  },
  { names: words('*.Pattern.quote *.quoteReplacement *.Matcher.quoteReplacement'), rules: ['regex-injection'] },
  {
    names: words(
      '*.encodeForLDAP *.LdapEncoder.filterEncode *.LdapEncoder.nameEncode *.Filter.encodeValue *.Rdn.escapeValue *.encodeForDN *.Filter.createEqualityFilter *.EqualsFilter *.LikeFilter *.filterEncode *.escapeLDAPSearchFilter',
    ),
    rules: ['ldap-injection'],
  },
  { names: words('*.encodeForXPath'), rules: ['xpath-injection'] },
  {
    names: words('*.encodeForSQL *.enquoteIdentifier *.enquoteLiteral *.escapeSql *.quoteIdentifier'),
    rules: ['sql-injection'],
  },
  { names: words('*.encodeForOS'), rules: ['command-injection'] },
  {
    names: words('*.sanitize* *.sanitise* *.safeName *.safeFileName *.safeFilename *.cleanPath'),
    rules: ['xss', 'path-traversal', 'log-injection', 'header-injection'],
  },
  {
    names: eachOf('*', 'build buildAndExpand toUri toUriString'),
    rules: ['ssrf', 'open-redirect'],
    when: ({ at }) =>
      /^(UriBuilder|UriComponentsBuilder)\s*\.\s*from\w+\(\s*"(https?:\/\/[^"{]+|\/[^"{/\\][^"{]*)"/.test(at.text()),
  },
  { names: ['(one line)'], rules: ['log-injection', 'header-injection'] },
  {
    names: ['(only some signs)'],
    rules: [
      'log-injection',
      'header-injection',
      'xss',
      'sql-injection',
      'command-injection',
      'path-traversal',
      'ldap-injection',
      'xpath-injection',
      'regex-injection',
    ],
  },
  { names: words('*.Math.min *.Math.clamp *.min'), rules: ['huge-allocation'] },
  {
    names: eachOf('*', 'writeValueAsString toJson toJSONString encodeBase64String encodeToString formatHex'),
    rules: ['log-injection', 'header-injection', 'path-traversal', 'sql-injection'],
  },
  { names: words('*.applyAsDouble *.applyAsInt *.lines().count'), rules: 'all' },
  { names: words('*.EscapeUtils.escape *.StringEscapeUtils.escapeJava *.Encode.forJava'), rules: ['log-injection'] },
]

export const javaGuards: Cleaner[] = [
  {
    names: words(
      '*.matches *.Pattern.matches *.matcher().matches *.matcher().find *.asMatchPredicate().test *.asPredicate().test',
    ),
    rules: 'all',
  },
  {
    names: words(
      '*.StringUtils.isNumeric *.StringUtils.isAlphanumeric *.StringUtils.isAlpha *.NumberUtils.isDigits *.NumberUtils.isCreatable *.chars().allMatch *.anyMatch *.ObjectId.isValid *.InetAddressUtils.isIPv4Address',
    ),
    rules: 'all',
  },
  { names: ['(in folder)'], rules: ['path-traversal'] },
  { names: ['(known address)'], rules: ['ssrf', 'open-redirect'] },
  { names: ['(stays here)'], rules: ['open-redirect'] },
]
