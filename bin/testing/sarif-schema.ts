// The published schema of SARIF 2.1.0 (it comes with Microsoft's matchers for it), and a validator that is not ours.
import { readFileSync } from 'node:fs'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { inRoot } from '../launch/root.ts'

const published = inRoot('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')

/** What is wrong with it, such as `/runs/0/results/3 must have required property 'message'`; empty when it is valid. */
export function sarifErrors(text: string): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats(ajv)
  const isValid = ajv.compile(JSON.parse(readFileSync(published, 'utf8')))
  isValid(JSON.parse(text))
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
