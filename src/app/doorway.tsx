// The frame of the pages before the editor: a card under a beam, with one sentence on what Lintel is.
import type { ReactNode } from 'react'
import styles from './doorway.module.css'
import { Logo } from './logo.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

export function Doorway({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.page}>
      <main className={styles.middle}>
        <div className={styles.frame}>
          <div className={styles.beam} />
          <div className={styles.card}>
            <div className={styles.name}>
              <Logo size={26} />
              Lintel
            </div>
            <p className={styles.what}>Code review in real time: findings land on your lines while you watch.</p>
            <h1 className={styles.title}>{title}</h1>
            {children}
          </div>
        </div>
      </main>
      <footer className={styles.foot}>
        <ThemeToggle />
      </footer>
    </div>
  )
}
