// A rule by its name, leading to its page; what the model found by itself has none.
import type { AnchorHTMLAttributes, ReactNode } from 'react'

type Props = { ruleId: string; children?: ReactNode } & Pick<AnchorHTMLAttributes<HTMLAnchorElement>, 'target' | 'rel'>

/** Such as `python/F821`, `dataflow/sql-injection`, `team/no-print`. */
export function RuleLink({ ruleId, children = ruleId, ...link }: Props) {
  if (ruleId.startsWith('model/')) return children
  return (
    <a href={`/rules/${ruleId}`} {...link}>
      {children}
    </a>
  )
}
