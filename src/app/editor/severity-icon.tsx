// The same shapes as in the editor's margin, with the severity as their name.
import type { severities } from '#contract/finding.ts'

type Severity = (typeof severities)[number]

const names: Record<Severity, string> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' }
const shapes: Record<Severity, string> = {
  critical: 'M4 1h6l3 3v6l-3 3H4l-3-3V4z',
  high: 'M7 0l7 7-7 7-7-7z',
  medium: 'M7 1l7 12H0z',
  low: 'M7 1a6 6 0 100 12A6 6 0 107 1z',
}

export function SeverityIcon({ severity, size = 12 }: { severity: Severity; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" role="img" aria-label={names[severity]}>
      <path d={shapes[severity]} fill={`var(--lintel-${severity})`} />
    </svg>
  )
}
