// The HTTP interface for people: the OpenAPI document as a page, drawn on the server, with nothing fetched from elsewhere.
import type { Metadata } from 'next'
import { env } from '#env.ts'
import { openApi } from '#openapi/document.ts'
import { Logo } from '../logo.tsx'
import { ThemeToggle } from '../theme-toggle.tsx'
import styles from './docs.module.css'
import type { DescribedOperation, OpenApi } from './open-api.ts'
import { Operation } from './operation.tsx'
import { Schema } from './schema.tsx'

export const metadata: Metadata = { title: 'HTTP interface' }

export default function DocsPage() {
  const { info, servers, tags, paths, components } = openApi(env().APP_ORIGIN) as unknown as OpenApi
  const operations = Object.entries(paths).flatMap(([path, ofPath]) =>
    Object.entries(ofPath).map(([verb, operation]) => ({ verb: verb.toUpperCase(), path, operation })),
  )
  const of = (tag: string) => operations.filter(({ operation }) => operation.tags.includes(tag))
  return (
    <div>
      <header className={styles.bar}>
        <a className={styles.brand} href="/editor">
          <Logo size={22} />
          Lintel
        </a>
        <ThemeToggle />
      </header>
      <main className={styles.main}>
        <h1 className={styles.title}>HTTP interface</h1>
        <p className={styles.about}>{info.description.replaceAll('`', '')}</p>
        <p className={styles.about}>
          This instance is at <code>{servers[0]?.url}</code>. The same for programs:{' '}
          <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). Jump to{' '}
          {tags.map(({ name }) => (
            <a key={name} className={styles.jump} href={`#${name}`}>
              {name}
            </a>
          ))}
          <a className={styles.jump} href="#schemas">
            Schemas
          </a>
        </p>
        {tags.map(({ name }) => (
          <Group key={name} name={name} operations={of(name)} />
        ))}
        <section aria-labelledby="schemas">
          <h2 id="schemas">Schemas</h2>
          {Object.entries(components.schemas).map(([name, schema]) => (
            <div key={name} id={`schema-${name}`} className={styles.schema}>
              <h3>{name}</h3>
              <Schema schema={schema} />
            </div>
          ))}
        </section>
      </main>
    </div>
  )
}

type Listed = { verb: string; path: string; operation: DescribedOperation }

function Group({ name, operations }: { name: string; operations: Listed[] }) {
  if (operations.length === 0) return null
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>{name}</h2>
      {operations.map(({ verb, path, operation }) => (
        <Operation key={verb + path} verb={verb} path={path} operation={operation} />
      ))}
    </section>
  )
}
