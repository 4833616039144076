// What there is to say about a rule.
import type { ReactNode } from 'react'
import type { ListedRule } from '#contract/own-rule.ts'
import { languageNames } from '../editor/language-names.ts'
import { Prose } from '../editor/prose.tsx'
import { SeverityIcon } from '../editor/severity-icon.tsx'
import styles from './rule-facts.module.css'

const makers: Record<ListedRule['origin'], string> = {
  lintel: 'Lintel',
  ruff: 'ruff',
  eslint: 'ESLint or one of its plugins',
  secretlint: 'secretlint',
  workspace: 'the workspace',
  project: 'the project',
  file: 'a file of the project',
}

type Told = Omit<ListedRule, 'effective' | 'draft' | 'replaced'>

export function RuleFacts({ rule }: { rule: Told }) {
  const { id, explanation, severity, category, languages, cwe, url, origin, fix, noFix, ownId } = rule
  return (
    <>
      <p className={styles.explanation}>
        <Prose text={explanation} />
      </p>
      <dl className={styles.facts}>
        <Fact name="Rule">
          <code>{id}</code>
        </Fact>
        <Fact name="Severity">
          <SeverityIcon severity={severity} /> {severity}
        </Fact>
        <Fact name="Category">{category}</Fact>
        <Fact name="Looks at">{languages.map((language) => languageNames[language]).join(', ')}</Fact>
        {cwe && (
          <Fact name="Weakness">
            <a href={`https://cwe.mitre.org/data/definitions/${cwe.replace('CWE-', '')}.html`} rel="noreferrer">
              {cwe}
            </a>
          </Fact>
        )}
        <Fact name="Looked for by">
          {makers[origin]}
          {url && (
            <>
              {' ('}
              <a href={url} rel="noreferrer">
                their page about it
              </a>
              )
            </>
          )}
        </Fact>
        <Fact name="Fix">
          {fix ? 'Offered where it holds: every fix is tried before it is shown.' : `None. ${noFix ?? ''}`}
        </Fact>
      </dl>
      <p>
        {ownId && (
          <>
            <a href={`/rules/own/${ownId}`}>Change this rule</a>
            {' · '}
          </>
        )}
        <a href="/rules">All rules</a>
      </p>
    </>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
