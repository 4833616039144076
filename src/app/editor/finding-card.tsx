// A finding told in full: why it matters, how it comes about, the fix if there is one, and what one can say about it.
'use client'
import { Button } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import type { Finding } from '#contract/finding.ts'
import { DismissMenu } from './dismiss-menu.tsx'
import { EvidencePath } from './evidence-path.tsx'
import styles from './finding-card.module.css'
import { FixOffer } from './fix-offer.tsx'
import type { Placement } from './markers.ts'
import { Prose } from './prose.tsx'
import { Talk } from './talk.tsx'
import type { Findings } from './use-findings.ts'
import { WhyThis } from './why-this.tsx'

type Props = { finding: Finding; placement: Placement | undefined; findings: Findings; onFold: () => void }

export function FindingCard({ finding, placement, findings, onFold }: Props) {
  return (
    <div className={styles.card}>
      {placement?.stale && !findings.applied.has(finding.id) && (
        <p className={styles.note}>This code has changed since the review. Review again to be sure.</p>
      )}
      <p className={styles.text}>
        <Prose text={finding.explanation} />
      </p>
      {finding.evidence && finding.evidence.length > 0 && (
        <EvidencePath steps={finding.evidence} onGo={findings.goToPlace} />
      )}
      {finding.fix && (
        <FixOffer finding={finding} fix={finding.fix} offered={placement?.fix ?? null} findings={findings} />
      )}
      <WhyThis finding={finding} switchOff={findings.switchOff} />
      <div className={styles.foot}>
        <Talk finding={finding} talks={findings.talks} />
        <DismissMenu disabled={!findings.canSay} onDismiss={(reason) => findings.dismiss(finding, reason)} />
        <Button
          size="compact-xs"
          variant="subtle"
          c="var(--lintel-soft)"
          leftSection={<IconLink size={14} />}
          onClick={() => findings.copyLink(finding)}
        >
          Copy link
        </Button>
        <button type="button" className={styles.fold} onClick={onFold}>
          Fold
        </button>
      </div>
    </div>
  )
}
