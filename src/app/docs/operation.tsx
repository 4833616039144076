// One operation: what it does, who may, what it is given and what it answers, with what was really said once.
import styles from './docs.module.css'
import type { DescribedOperation } from './open-api.ts'
import { Schema, Type } from './schema.tsx'

type Props = { verb: string; path: string; operation: DescribedOperation }

export function Operation({ verb, path, operation }: Props) {
  const { operationId, summary, description, security, parameters, requestBody, responses } = operation
  return (
    <details id={operationId} className={styles.operation}>
      <summary>
        <span className={styles.verb}>{verb}</span> <code className={styles.path}>{path}</code>{' '}
        <span className={styles.summary}>{summary}</span>
      </summary>
      {description && <p>{description.replaceAll('`', '')}</p>}
      <p>{whoMay(security)}</p>
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {requestBody && <Content title="Body" content={requestBody.content} />}
      {Object.entries(responses)
        .filter(([status]) => status !== 'default')
        .map(([status, { description, content = {} }]) => (
          <Content key={status} title={`${status} ${description ?? ''}`} content={content} />
        ))}
    </details>
  )
}

function whoMay(security: DescribedOperation['security']): string {
  if (security.length === 0) return 'For everybody.'
  const scope = security.flatMap(({ token }) => token ?? [])[0]
  return scope ? `For whoever is signed in, or a token with the scope ${scope}.` : 'For people in a browser, no token.'
}

const Parameters = ({ parameters }: Pick<DescribedOperation, 'parameters'>) => (
  <>
    <h3>Parameters</h3>
    <ul>
      {parameters.map(({ name, in: place, required, schema, description }) => (
        <li key={place + name}>
          <code>{name}</code> ({place}
          {required ? '' : ', may be left out'}): <Type schema={schema} /> {description}
        </li>
      ))}
    </ul>
  </>
)

function Content({
  title,
  content,
}: {
  title: string
  content: Record<string, { schema?: object; example?: unknown }>
}) {
  return (
    <>
      <h3>{title}</h3>
      {Object.entries(content).map(([type, { schema, example }]) => (
        <div key={type}>
          {schema && type === 'application/json' ? <Schema schema={schema} /> : <p>{type}</p>}
          {example !== undefined && <pre className={styles.example}>{JSON.stringify(example, null, 2)}</pre>}
        </div>
      ))}
    </>
  )
}
