// ESLint's security rules that are on, in our words.
import {
  callLater,
  drawUnpredictably,
  escapeAgain,
  insertText,
  makeBuffer,
  setText,
  showAll,
} from '../rules/script/fixes-eslint.ts'
import type { JavascriptRule } from './javascript.ts'

const code =
  'Whoever can influence the text can run any code here. Call a function from a fixed table, or use JSON.parse for data.'
const html =
  'A value from a user inside it runs as a script in the browser of whoever looks. Use textContent, or clean the value with a sanitiser first.'
const backtracking =
  'For some inputs the time grows with the square of their length or worse: one request can keep the process busy for minutes. Make the repeated parts exclude each other, or limit the length.'

const pages = {
  security: (name: string) =>
    `https://github.com/eslint-community/eslint-plugin-security/blob/main/docs/rules/${name}.md`,
  unsanitized: (name: string) =>
    `https://github.com/mozilla/eslint-plugin-no-unsanitized/blob/master/docs/rules/${name}.md`,
  regexp: (name: string) => `https://ota-meshi.github.io/eslint-plugin-regexp/rules/${name}.html`,
}

const rule = (
  severity: JavascriptRule['severity'],
  cwe: string,
  title: string,
  explanation: string,
  more: Partial<JavascriptRule> = {},
): JavascriptRule => ({ severity, category: 'security', cwe, title, explanation, ...more })

/** Everything between the brackets is fixed text. */
const isFixedText = (text: string) => /^(new\s+)?\w+\(\s*((['"`])(?:(?!\3|\$\{).)*\3\s*,?\s*)+\)$/s.test(text)

export const javascriptSecurity: Record<string, JavascriptRule> = {
  'no-eval': rule('high', 'CWE-94', '`eval` runs text as code', code, { unless: isFixedText }),
  'no-implied-eval': rule('high', 'CWE-94', 'A timer is given text to run as code', code, { fix: callLater }),
  'no-new-func': rule('high', 'CWE-94', '`new Function` runs text as code', code, { unless: isFixedText }),
  'no-script-url': rule(
    'medium',
    'CWE-79',
    'A `javascript:` address runs code',
    'Such addresses are a way to run foreign scripts. Use an event handler.',
    // The scheme alone: it is looked for, not used. `void` does nothing.
    { unless: (text) => /^.javascript:(void\(?0?\)?;?)?.$/i.test(text) },
  ),
  'no-unsanitized/property': rule('high', 'CWE-79', 'HTML is built from values that were not cleaned', html, {
    ruleUrl: pages.unsanitized('property'),
    fix: setText,
  }),
  'no-unsanitized/method': rule('high', 'CWE-79', 'HTML is built from values that were not cleaned', html, {
    ruleUrl: pages.unsanitized('method'),
    // Dynamic imports are loading, not HTML.
    unless: (text) => /^import\s*\(/.test(text),
    fix: insertText,
  }),
  'security/detect-bidi-characters': rule(
    'high',
    'CWE-1007',
    'Invisible characters change how this line reads',
    'Right-to-left marks make the editor show other code than the one that runs. Remove them.',
    { ruleUrl: pages.security('detect-bidi-characters'), fix: showAll },
  ),
  'security/detect-new-buffer': rule(
    'medium',
    'CWE-665',
    '`new Buffer` may expose old memory',
    'With a number it returns memory that was not cleared. Use Buffer.from or Buffer.alloc.',
    { ruleUrl: pages.security('detect-new-buffer'), fix: makeBuffer },
  ),
  'security/detect-pseudoRandomBytes': rule(
    'high',
    'CWE-338',
    '`pseudoRandomBytes` is predictable',
    'Do not make secrets from it. Use crypto.randomBytes.',
    { ruleUrl: pages.security('detect-pseudoRandomBytes'), fix: drawUnpredictably },
  ),
  'security/detect-disable-mustache-escape': rule('high', 'CWE-79', 'Escaping of HTML is switched off', html, {
    ruleUrl: pages.security('detect-disable-mustache-escape'),
    fix: escapeAgain,
  }),
  'security/detect-no-csrf-before-method-override': rule(
    'medium',
    'CWE-352',
    'The CSRF check runs before the method is known',
    'A GET can turn into a POST after the check. Put method-override first.',
    { ruleUrl: pages.security('detect-no-csrf-before-method-override') },
  ),
  'regexp/no-super-linear-backtracking': rule('medium', 'CWE-1333', 'This regular expression can hang', backtracking, {
    ruleUrl: pages.regexp('no-super-linear-backtracking'),
    // Time that grows with the square matters for long texts only, and most texts are short.
    unless: (_text, message) => !/exponential/.test(message),
    fixable: true,
  }),
}
