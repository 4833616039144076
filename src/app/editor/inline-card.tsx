// A finding's card in the text itself, below the line it is about.
'use client'
import type { editor } from 'monaco-editor/editor'
import { type ReactNode, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Finding } from '#contract/finding.ts'
import { FindingCard } from './finding-card.tsx'
import type { Placements } from './markers.ts'
import { Prose } from './prose.tsx'
import { SeverityIcon } from './severity-icon.tsx'
import type { Findings } from './use-findings.ts'
import { useZone } from './use-zone.ts'

type Props = {
  code: editor.IStandaloneCodeEditor | null
  path: string
  findings: Findings
  placements: Placements
}

export function InlineCard({ code, path, findings, placements }: Props) {
  const finding = findings.all.find(({ id }) => id === findings.onLine)
  const placement = finding && placements.get(finding.id)
  const shown = finding && finding.path === path && placement ? finding : null
  const host = useZone(code, shown && `${shown.id} ${path}`, placement?.range.endLine ?? 1)
  if (!shown || !host) return null
  function close() {
    findings.foldLine()
    code?.focus()
  }
  return createPortal(
    <Framed finding={shown} onClose={close}>
      <FindingCard finding={shown} placement={placement} findings={findings} onFold={close} />
    </Framed>,
    host,
  )
}

type FrameProps = { finding: Finding; onClose: () => void; children: ReactNode }

function Framed({ finding, onClose, children }: FrameProps) {
  const frame = useRef<HTMLElement>(null)
  useEffect(() => frame.current?.focus({ preventScroll: true }), [])
  return (
    <section
      ref={frame}
      className="lintel-card"
      aria-label={`${finding.title}, line ${finding.range?.startLine}`}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <p className="lintel-card-title">
        <SeverityIcon severity={finding.severity} /> <Prose text={finding.title} />
      </p>
      {children}
    </section>
  )
}
