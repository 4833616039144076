// What dataflow speaks of: one rule for each kind of harm, told the same in every language.
import type { Advice } from '../hit.ts'

const security = (cwe: string, severity: Advice['severity'], title: string, explanation: string): Advice => ({
  severity,
  category: 'security',
  cwe,
  title,
  explanation,
})

export const dataflowRules = {
  'sql-injection': security(
    'CWE-89',
    'critical',
    'A value from outside becomes part of an SQL statement',
    'A quote in the value changes the statement: it can read or delete other rows. Write placeholders and pass the value as a parameter.',
  ),
  'command-injection': security(
    'CWE-78',
    'critical',
    'A value from outside becomes part of a command',
    'A value such as `; rm -rf /` runs as a command of its own. Start the program without a shell and pass its arguments as a list.',
  ),
  'code-injection': security(
    'CWE-94',
    'critical',
    'A value from outside is run as code',
    'Whoever sends it can do whatever the program can. Parse it as data, or choose from a fixed table of functions.',
  ),
  'template-injection': security(
    'CWE-1336',
    'critical',
    'A value from outside becomes the template itself',
    'Template engines run expressions that stand in the template. Keep the template fixed and pass the value as a variable.',
  ),
  'path-traversal': security(
    'CWE-22',
    'high',
    'A value from outside chooses the file',
    'With `../` in it, any file the program may touch is reached. Take only the last part of the name, or resolve the path and check that it still lies in its folder.',
  ),
  ssrf: security(
    'CWE-918',
    'high',
    'A value from outside chooses the server that is called',
    'It can point at machines only this server reaches, such as the cloud’s metadata. Choose the address from a fixed list, or check the host against one.',
  ),
  'open-redirect': security(
    'CWE-601',
    'medium',
    'A value from outside chooses where the browser is sent',
    'A link to this site then leads to a forged one. Accept only paths of this site, or addresses from a list.',
  ),
  xss: security(
    'CWE-79',
    'high',
    'A value from outside becomes part of the page unescaped',
    'A script in the value runs in the browser of whoever looks at it. Let the template escape it, or escape it for the place where it stands.',
  ),
  'ldap-injection': security(
    'CWE-90',
    'high',
    'A value from outside becomes part of an LDAP filter',
    'A `*` or a bracket in the value changes what is searched for. Escape it for LDAP filters.',
  ),
  'xpath-injection': security(
    'CWE-643',
    'high',
    'A value from outside becomes part of an XPath expression',
    'A quote in the value changes what is selected. Bind it as a variable of the expression.',
  ),
  'nosql-injection': security(
    'CWE-943',
    'high',
    'A value from outside becomes part of a database query object',
    'Sent as an object such as `{"$ne": null}` it matches every record. Turn it into text, or check its type, before it enters the query.',
  ),
  'log-injection': security(
    'CWE-117',
    'medium',
    'A value from outside is written to the log as it came',
    'A line break in the value forges entries of the log. Replace line breaks, or log it as a field of a structured record.',
  ),
  'header-injection': security(
    'CWE-113',
    'medium',
    'A value from outside becomes part of a response header',
    'A line break in the value adds headers or a body of its own. Refuse values with line breaks.',
  ),
  deserialisation: security(
    'CWE-502',
    'critical',
    'Objects are made of data from outside',
    'Such data can name any class and run code while it is read. Use a format that holds data only, such as JSON.',
  ),
  xxe: security(
    'CWE-611',
    'high',
    'XML from outside is read with external entities on',
    'The document can make the parser read files or call servers. Switch document types and external entities off.',
  ),
  'regex-injection': security(
    'CWE-1333',
    'medium',
    'A value from outside is compiled as a regular expression',
    'A pattern can be written to run for hours. Escape the value, or search for it as plain text.',
  ),
  'prototype-pollution': security(
    'CWE-1321',
    'high',
    'A value from outside names the property that is written',
    'With `__proto__` as the name, every object of the program changes. Use a Map, or refuse such names.',
  ),
  'mass-assignment': security(
    'CWE-915',
    'high',
    'All fields of a request are taken over into a record',
    'Whoever sends a field more, such as a role, sets it. Name the fields that may be set.',
  ),
  'attribute-name': security(
    'CWE-915',
    'high',
    'A value from outside names the attribute that is set',
    'Whoever sends the name sets any attribute, such as a role. Name the attributes that may be set.',
  ),
  'trust-boundary': security(
    'CWE-501',
    'low',
    'A value from outside is kept in the session as it came',
    'Other pages take what the session holds for checked. Check the value before it is kept, and never let it choose the name it is kept by.',
  ),
  redos: security(
    'CWE-1333',
    'medium',
    'A value from outside meets a regular expression that can run for hours',
    'The pattern can match the same text in very many ways: a long text that almost fits keeps the program busy. Write the pattern without nested repetitions, or limit the length of the text.',
  ),
  'weak-randomness': security(
    'CWE-338',
    'high',
    'A secret is made of numbers that can be guessed',
    'This generator is made for games and statistics: from some of its numbers the next ones can be told. Take the numbers from the generator for secrets.',
  ),
  'weak-crypto': security(
    'CWE-327',
    'high',
    'A broken algorithm protects something',
    'There are known attacks on it. Use AES-GCM to encrypt, SHA-256 or better to sign, and a slow hash such as Argon2 or bcrypt for passwords.',
  ),
  'hard-coded-secret': security(
    'CWE-798',
    'high',
    'A secret stands in the code',
    'Whoever reads the code can use it, and it cannot be changed without a new version. Read it from the environment or a secret store.',
  ),
  'cookie-flags': security(
    'CWE-614',
    'medium',
    'A cookie with a secret is set without the flags that protect it',
    'Without Secure it travels unencrypted, without HttpOnly every script on the page can read it. Set both, and SameSite.',
  ),
  'huge-allocation': security(
    'CWE-789',
    'medium',
    'A number from outside decides how much memory is taken',
    'A very large number stops the program. Check it against a limit first.',
  ),
} satisfies Record<string, Advice>

export type DataflowRule = keyof typeof dataflowRules

export const allRules = Object.keys(dataflowRules) as DataflowRule[]

/** Harm that no value from outside does: these values are bad from the start. */
export const innerRules: DataflowRule[] = ['weak-randomness', 'weak-crypto']

/** A number can do none of these. */
export const textRules = allRules.filter((rule) => rule !== 'huge-allocation' && !innerRules.includes(rule))

/** Told where the value is made, and not where it is used: there it is mended. */
export const toldAtOrigin: ReadonlySet<DataflowRule> = new Set(['weak-randomness', 'weak-crypto'])

/** What else other analysers call the same weakness. */
const kin: Partial<Record<DataflowRule, number[]>> = {
  'command-injection': [77, 88],
  'code-injection': [95],
  'sql-injection': [564],
  xxe: [776, 827],
  'path-traversal': [23, 36, 73],
  xss: [80],
  'regex-injection': [400],
  redos: [400],
  'weak-randomness': [330],
  'weak-crypto': [328, 916],
  'template-injection': [94],
}

export const cwesOf = (rule: DataflowRule): string[] => [
  dataflowRules[rule].cwe ?? '',
  ...(kin[rule] ?? []).map((number) => `CWE-${number}`),
]

/** Putting any value between pieces of such text is worth showing, wherever the value is from. */
export const builtByText: ReadonlySet<DataflowRule> = new Set([
  'sql-injection',
  'command-injection',
  'ldap-injection',
  'xpath-injection',
])

/** A fixed beginning after which a value from outside can no longer do this harm: the host is fixed, the path is ours. */
export const safeHeads: Partial<Record<DataflowRule, RegExp>> = {
  ssrf: /^[a-z][a-z+.-]*:\/\/[^/?#]+[/?#]/i,
  'open-redirect': /^([a-z][a-z+.-]*:\/\/[^/?#]+[/?#]|\/[^/\\]|[?#])/i,
}
