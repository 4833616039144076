// What is not shown, a click away: held back by us, each with its reason, or dismissed by somebody.
'use client'
import { Button, Drawer } from '@mantine/core'
import type { Finding } from '#contract/finding.ts'
import { AsideRow } from './aside-row.tsx'
import { dismissalWords } from './dismissal-words.ts'
import { HeldBack } from './held-back.tsx'
import styles from './set-aside.module.css'
import type { Findings } from './use-findings.ts'
import type { ActiveReview } from './use-review.ts'

export function SetAside({ review, findings }: { review: ActiveReview; findings: Findings }) {
  const held = review.run?.review?.heldBack ?? 0
  const { dismissed, aside, setAside } = findings
  const close = () => setAside(false)
  function goTo(finding: Finding) {
    close()
    findings.goToPlace(finding.path, finding.range)
  }
  return (
    <>
      {held + dismissed.length > 0 && (
        <div className={styles.bar}>
          <Opener words={`Held back (${held})`} count={held} onOpen={() => setAside(true)} />
          <Opener words={`Dismissed (${dismissed.length})`} count={dismissed.length} onOpen={() => setAside(true)} />
        </div>
      )}
      {/* Without the kit's header, which counts as a second banner of the page. */}
      <Drawer.Root opened={aside} onClose={close} position="right" size="md">
        <Drawer.Overlay />
        <Drawer.Content>
          <div className={styles.head}>
            <Drawer.Title>Not shown</Drawer.Title>
            <Drawer.CloseButton aria-label="Close" />
          </div>
          <Drawer.Body>
            {dismissed.length > 0 && (
              <section className={styles.group}>
                <h3 className={styles.title}>Dismissed ({dismissed.length})</h3>
                <ul className={styles.list}>
                  {dismissed.map((finding) => (
                    <AsideRow key={finding.id} finding={finding} onGo={goTo}>
                      {finding.dismissal && <p className={styles.note}>{dismissalWords(finding.dismissal)}</p>}
                      <Button size="compact-xs" variant="default" onClick={() => findings.reopen(finding)}>
                        Show again
                      </Button>
                    </AsideRow>
                  ))}
                </ul>
              </section>
            )}
            {review.run?.id && <HeldBack reviewId={review.run.id} onGo={goTo} />}
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </>
  )
}

function Opener({ words, count, onOpen }: { words: string; count: number; onOpen: () => void }) {
  if (count === 0) return null
  return (
    <Button size="compact-xs" variant="subtle" c="var(--lintel-soft)" onClick={onOpen}>
      {words}
    </Button>
  )
}
