// What went to the model for this review: how often it was asked, what was hidden from it, what went along, and each call.
import type { ModelCall } from '#contract/model.ts'
import type { ModelPart } from '#contract/review.ts'
import { LocalTime } from '../../local-time.tsx'
import { costWords } from '../review-words.ts'
import styles from './review.module.css'

type Props = { part: ModelPart | undefined; calls: ModelCall[]; egressLog: boolean }

/** Nothing for a review that no model had a part in. */
export function ModelReceipt({ part, calls, egressLog }: Props) {
  if (!part && calls.length === 0) return null
  return (
    <section className={styles.block} id="model" aria-labelledby="model-title">
      <h2 id="model-title">What went to the model</h2>
      {part && <Receipt part={part} />}
      {calls.length > 0 && (
        <details className={styles.group}>
          <summary>Every call ({calls.length})</summary>
          {!egressLog && (
            <p className={styles.soft}>What exactly was sent is not kept. MODEL_EGRESS_LOG=1 keeps it from then on.</p>
          )}
          <ul>
            {calls.map((call) => (
              <Call key={call.id} call={call} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Receipt({ part }: { part: ModelPart }) {
  const { calls, saved, masked, withheld, depth, guidelines = [] } = part
  const secrets = masked.reduce((sum, { secrets }) => sum + secrets, 0)
  return (
    <>
      <p>
        Asked {timesOf(calls)}
        {depth === 'deep' && ', three times about each part'}
        {saved > 0 && `; an earlier answer was as good ${timesOf(saved)}`}.{' '}
        {secrets === 0 ? 'No secret was found in what was sent.' : `${secretsOf(secrets)} hidden from it.`}
      </p>
      <List title="Secrets hidden" items={masked.map(({ path, secrets }) => [path, String(secrets)])} />
      <List title="Files kept from it" items={withheld.map(({ path, reason }) => [path, reason])} />
      <List title="Guidelines that went along" items={guidelines.map(({ text, files }) => [text, filesOf(files)])} />
    </>
  )
}

function List({ title, items }: { title: string; items: [what: string, more: string][] }) {
  if (items.length === 0) return null
  return (
    <details className={styles.group} open>
      <summary>
        {title} ({items.length})
      </summary>
      <ul>
        {items.map(([what, more]) => (
          <li key={what}>
            <span>
              {what} <span className={styles.soft}>{more}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Call({ call: { purpose, model, at, inputTokens, outputTokens, costUsd, sent } }: { call: ModelCall }) {
  const tokens = inputTokens === null ? 'not settled' : `${inputTokens} tokens in, ${outputTokens} out`
  return (
    <li className={styles.call}>
      <span>{purpose}</span>
      <span className={styles.soft}>
        {model} · {tokens}
        {costUsd > 0 && ` · ${costWords(costUsd)}`} · <LocalTime at={at} />
      </span>
      {sent !== null && (
        <details>
          <summary>What was sent</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must do so by keyboard too */}
          <pre className={styles.sent} tabIndex={0}>
            {sent}
          </pre>
        </details>
      )}
    </li>
  )
}

const timesOf = (count: number) => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`)
const filesOf = (count: number) => (count === 1 ? 'with 1 file' : `with ${count} files`)
const secretsOf = (count: number) => (count === 1 ? '1 secret was' : `${count} secrets were`)
