// Java: passwords and keys that are handed to calls as fixed text.
import type { Node } from '../grammar.ts'
import { fixedText, java, kindOf, textOf, valueOfName } from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

export const javaSecretRules: PatternRule[] = [
  {
    id: 'hard-coded-secret',
    languages: java,
    kinds: ['method_invocation', 'object_creation_expression'],
    onlyIn: /passw|secret|pwd|getConnection|HMAC|signWith|Credentials|apiKey|token/i,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-798',
    title: 'A secret stands in the code',
    explanation:
      'Whoever can read the program, or its history, has it. Load it from the environment or a secret store, and change it now.',
    find: (node) => {
      const at = secretPosition(node)
      const given = at === null ? undefined : argumentsOf(node)[at]
      const value =
        given &&
        (fixedText(given) ?? (kindOf(given) === 'identifier' ? fixedText(valueOfName(given, given.text())) : null))
      return value && isSecret(value) ? node : null
    },
  },
]

/** Which argument is to be kept secret, if one is. */
function secretPosition(node: Node): number | null {
  const args = argumentsOf(node)
  const method = kindOf(node) === 'method_invocation' ? calleeName(node) : textOf(node, 'type')
  const key = fixedText(args[0] ?? null)
  if (/^(setProperty|put|set|addProperty|property)$/.test(method) && key && secretKey.test(key)) return 1
  if (
    /^(set(\w*)(Password|Passwd|Pwd|Secret|SecretKey|ApiKey|AccessKey|ClientSecret|SigningKey)|setSigningKey|HMAC(256|384|512))$/.test(
      method,
    ) &&
    args.length === 1
  )
    return 0
  if (method === 'getConnection' && args.length === 3) return 2
  if (/^(UsernamePasswordCredentials|BasicAWSCredentials|PasswordAuthentication)$/.test(method)) return 1
  return method === 'signWith' && args.length === 2 && kindOf(args[1]) === 'string_literal' ? 1 : null
}

const secretKey =
  /^([\w.-]*[._-])?(password|passwd|pwd|secret|secret[._-]?key|api[._-]?key|access[._-]?token|private[._-]?key|credentials|client[._-]?secret)$/i

const isSecret = (value: string): boolean =>
  value.length >= 6 &&
  !/\s|\$\{|^%|^<.*>$|^(x+|\*+|password|secret|changeit|changeme|change-me|example|test|null|none|your\w*|placeholder)$/i.test(
    value,
  ) &&
  !/^[A-Z][A-Z0-9_]*$/.test(value) &&
  !/^[a-z]+([._][a-z]+)+$/.test(value)
