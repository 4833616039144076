// What a model wrote, as plain text: paragraphs, and code where it set a fence. No HTML, no links, no images.
import { Prose } from './prose.tsx'
import styles from './talk.module.css'

export function ModelText({ text }: { text: string }) {
  return text.split(/^```[^\n]*$/m).map((part, index) => {
    const body = part.replace(/^\n+|\s+$/g, '')
    if (body === '') return null
    return index % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in order
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must do so by keyboard too
      <pre key={index} className={styles.code} tabIndex={0}>
        {body}
      </pre>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in order
      <div key={index} className={styles.words}>
        <Prose text={body} />
      </div>
    )
  })
}
