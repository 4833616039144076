// The frame of the pages beside the editor: the beam with the ways to all of them, and one page over the whole width.
import type { ReactNode } from 'react'
import type { User } from '#contract/account.ts'
import { Logo } from './logo.tsx'
import styles from './page-frame.module.css'
import { type Place, places } from './places.ts'
import { ThemeToggle } from './theme-toggle.tsx'
import { UserMenu } from './user-menu.tsx'

type Props = {
  user: User
  here: Place
  title: ReactNode
  /** A line below the title. */
  about?: ReactNode
  children: ReactNode
}

export function PageFrame({ user, here, title, about, children }: Props) {
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <a className={styles.brand} href="/editor" aria-label="Lintel, back to the editor">
          <Logo size={22} />
          <span>Lintel</span>
        </a>
        <nav className={styles.nav} aria-label="Lintel">
          {places.map(([path, words]) => (
            <a key={path} className={styles.link} href={path} {...(path === here && { 'aria-current': 'page' })}>
              {words}
            </a>
          ))}
        </nav>
        <span className={styles.space} />
        <ThemeToggle />
        <UserMenu user={user} />
      </header>
      <main className={styles.main}>
        <h1 className={styles.title}>{title}</h1>
        {about && <p className={styles.about}>{about}</p>}
        {children}
      </main>
    </div>
  )
}
