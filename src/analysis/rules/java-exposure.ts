// Java: secrets and insides that get to where others can see them.

import type { Node } from '../grammar.ts'
import { useBcrypt, useCookies, useHttps } from './java-fixes.ts'
import { printInside } from './java-fixes-security.ts'
import { around, fixedText, java, kindOf, named, textOf, typeOf, within } from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const security = { languages: java, category: 'security' } as const

export const javaExposureRules: PatternRule[] = [
  {
    ...security,
    id: 'stack-trace-shown',
    fix: printInside,
    kinds: ['method_invocation'],
    onlyIn: /printStackTrace/,
    severity: 'low',
    cwe: 'CWE-209',
    title: 'Whoever looks at the page sees the stack trace',
    explanation: 'It tells names of classes, versions and folders. Log it, and answer with a plain message.',
    find: (call) =>
      calleeName(call) === 'printStackTrace' &&
      /^\(\s*\w*(response|resp|res)\.getWriter\(\)\s*\)$/i.test(textOf(call, 'arguments'))
        ? call
        : null,
  },
  {
    ...security,
    id: 'insecure-url',
    fix: useHttps,
    kinds: ['string_literal'],
    onlyIn: /http:\/\//,
    severity: 'medium',
    cwe: 'CWE-319',
    title: 'Data goes out unencrypted',
    explanation: 'Anybody between the two machines can read and change it. Use https.',
    find: plainAddress,
  },
  {
    ...security,
    id: 'secret-in-log',
    kinds: ['method_invocation'],
    onlyIn: /\blog|LOG|System\.out/,
    severity: 'medium',
    cwe: 'CWE-532',
    title: 'A secret is written to the log',
    explanation: 'Logs are read, copied and kept by many more people than the secret is meant for. Leave it out.',
    find: (call) => {
      const isLog =
        /^(trace|debug|info|warn|warning|error|severe|fine|finer|finest|log)$/.test(calleeName(call)) &&
        /^(this\.)?_?(log|logger|audit)\w*$/i.test(textOf(call, 'object'))
      const isOut =
        /^(println|printf|print)$/.test(calleeName(call)) && /^System\.(out|err)$/.test(textOf(call, 'object'))
      if (!isLog && !isOut) return null
      return argumentsOf(call).some(tellsSecret) ? call : null
    },
  },
  {
    ...security,
    id: 'session-in-url',
    fix: useCookies,
    kinds: ['method_invocation'],
    onlyIn: /setTrackingModes|SessionTrackingMode/,
    severity: 'medium',
    cwe: 'CWE-598',
    title: 'The session’s name stands in addresses',
    explanation: 'Addresses are kept in histories and logs and sent to other sites. Keep sessions in cookies only.',
    find: (call) =>
      /\bSessionTrackingMode\.URL\b/.test(textOf(call, 'arguments')) && calleeName(call) === 'setSessionTrackingModes'
        ? call
        : null,
  },
  {
    ...security,
    id: 'plain-password-encoder',
    fix: useBcrypt,
    kinds: ['method_invocation', 'object_creation_expression'],
    onlyIn: /NoOpPasswordEncoder|withDefaultPasswordEncoder|Md5PasswordEncoder|StandardPasswordEncoder/,
    severity: 'high',
    cwe: 'CWE-256',
    title: 'Passwords are kept as they are, or nearly so',
    explanation: 'Whoever sees the database has all of them. Use BCryptPasswordEncoder or Argon2PasswordEncoder.',
    find: (node) =>
      /^(NoOpPasswordEncoder\.getInstance\(\)|new (Md5|Md4|MessageDigest|Standard|LdapSha)PasswordEncoder\(.*\))$/.test(
        node.text(),
      )
        ? node
        : null,
  },
]

const known =
  /^http:\/\/(localhost|127\.|0\.0\.0\.0|10\.|192\.168|\[?::1|host\.docker|schemas?\.|(www\.)?(w3|xml|apache|opengis|purl|json-schema|springframework|hibernate|jcp|oracle|sun|java|example|xmlns|openxmlformats|ns\.adobe|iana|ietf|slf4j|mozilla|gnu|tempuri|java\.sun|xmlpull)\b)|\.(local|internal|test|lan|invalid)\b|xml|XMLSchema|\/ns\/|\.dtd|\.xsd|schema|namespace/i

function plainAddress(node: Node): Node | null {
  const address = fixedText(node) ?? ''
  if (!/^http:\/\/[\w-]+(\.[\w-]+)+/.test(address) || known.test(address)) return null
  const holder = around(node, 'variable_declarator', 'method_invocation', 'object_creation_expression')
  if (kindOf(holder) !== 'variable_declarator') return holder && callsOut(holder) ? node : null
  const name = textOf(holder, 'name')
  const root = node.getRoot().root()
  const users = within(root, 'method_invocation', 'object_creation_expression').filter((one) =>
    argumentsOf(one).some((arg) => new RegExp(`\\b${name}\\b`).test(arg.text())),
  )
  const body = root.text()
  return users.some(callsOut) &&
    /Authorization|password|token|\bPOST\b|payment|login|credential|secret|Api-?Key/i.test(body)
    ? node
    : null
}

/** It names the server that is called. */
const callsOut = (call: Node): boolean =>
  kindOf(call) === 'object_creation_expression'
    ? /^(java\.net\.)?(URL|HttpGet|HttpPost|HttpPut|HttpDelete)$/.test(textOf(call, 'type'))
    : /^(URI\.create|HttpRequest\.newBuilder|WebClient\.create|Jsoup\.connect)\(|^(\w*[rR]estTemplate|\w*[cC]lient)\.(get|post|put|exchange|target)\w*\(|\.(uri|url|baseUrl)\(/.test(
        call.text(),
      )

const secretWord =
  /^(\w*(password|passwd|passphrase|secretKey|clientSecret|apiKey|apiSecret|privateKey|accessToken|refreshToken|authToken|bearerToken|sessionToken|jwtToken|resetToken|creditCard(Number)?|cardNumber|cvv|ssn|pinCode)|pwd|secret|jwt)$/i
const notItself =
  /encoder|policy|length|hash|hint|url|path|name|field|count|expir|prompt|changed|valid|strength|type|label|key(word|store)?$/i

/** A variable or a getter of that name, as it is. */
function tellsSecret(arg: Node): boolean {
  const kind = kindOf(arg)
  if (kind === 'identifier')
    return isSecretName(arg.text()) && !/^(boolean|int|long|Boolean|Integer|Duration|Instant)$/.test(typeOf(arg))
  if (kind === 'binary_expression') return named(arg).some(tellsSecret)
  if (kind === 'method_invocation' && argumentsOf(arg).length === 0 && arg.field('object'))
    return isSecretName(calleeName(arg).replace(/^get/, ''))
  return kind === 'array_creation_expression' || kind === 'array_initializer' ? named(arg).some(tellsSecret) : false
}

const isSecretName = (name: string) => secretWord.test(name) && !notItself.test(name) && !/^[A-Z_]+$/.test(name)
