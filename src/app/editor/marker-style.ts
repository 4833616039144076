// How a finding looks on its lines: the squiggle with its hover, the tint, and the sign in the margin.
import type { editor, IRange } from 'monaco-editor/editor'
import type { Finding, severities } from '#contract/finding.ts'
import { safeLink } from './link.ts'
import { monaco } from './monaco.ts'

type Severity = (typeof severities)[number]

const ruler: Record<Severity, string> = {
  critical: 'editorError.foreground',
  high: 'editorError.foreground',
  medium: 'editorWarning.foreground',
  low: 'editorInfo.foreground',
}

export function decorationOf({ severity, title }: Finding, stale: boolean): editor.IModelDecorationOptions {
  const tone = stale ? 'stale' : severity
  return {
    isWholeLine: true,
    className: `lintel-line lintel-line-${tone}`,
    glyphMarginClassName: `lintel-glyph lintel-glyph-${tone}`,
    glyphMarginHoverMessage: { value: plain(stale ? `Stale: ${title}` : title) },
    overviewRuler: { color: { id: ruler[severity] }, position: monaco.editor.OverviewRulerLane.Right },
    stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
  }
}

export function markerOf(finding: Finding, range: IRange): editor.IMarkerData {
  const { title, explanation, ruleId } = finding
  const link = safeLink(finding.ruleUrl)
  return {
    ...range,
    severity: severityOf(finding.severity),
    source: 'Lintel',
    message: explanation && explanation !== title ? `${title}\n${explanation}` : title,
    code: link ? { value: ruleId, target: monaco.Uri.parse(link) } : ruleId,
  }
}

function severityOf(severity: Severity) {
  if (severity === 'low') return monaco.MarkerSeverity.Info
  return severity === 'medium' ? monaco.MarkerSeverity.Warning : monaco.MarkerSeverity.Error
}

/** Text that Markdown leaves as it is. */
const plain = (text: string) => text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&')
