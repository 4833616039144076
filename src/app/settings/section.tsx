// One block of a settings page: what it is called, what it is for, and itself.
import { type ReactNode, useId } from 'react'
import styles from './settings.module.css'

export function Section({ title, about, children }: { title: string; about: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      <p className={styles.about}>{about}</p>
      <div className={styles.body}>{children}</div>
    </section>
  )
}
