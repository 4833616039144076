// The frame of settings and administration: the beam with the way back to the editor, the sections, and one of them.
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { User } from '#contract/account.ts'
import { Logo } from '../logo.tsx'
import { ThemeToggle } from '../theme-toggle.tsx'
import { UserMenu } from '../user-menu.tsx'
import styles from './settings.module.css'

const own = [
  ['/settings', 'Profile and security'],
  ['/settings/tokens', 'API tokens'],
  ['/settings/data', 'Data'],
  ['/settings/audit', 'Audit log'],
] as const
const ofWorkspace = [
  ['/rules', 'Rules'],
  ['/settings/guidelines', 'Guidelines'],
  ['/settings/webhook', 'Webhook'],
  ['/settings/model', 'Model'],
] as const
const ofInstance = [
  ['/admin', 'At a glance'],
  ['/admin/people', 'People'],
  ['/admin/invitations', 'Invitations'],
] as const

type Group = typeof own | typeof ofWorkspace | typeof ofInstance
type Path = Group[number][0]
type Props = { user: User; here: Path; title: string; children: ReactNode }

export function SettingsFrame({ user, here, title, children }: Props) {
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <a className={styles.brand} href="/editor" aria-label="Lintel, back to the editor">
          <Logo size={22} />
          Lintel
        </a>
        <span className={styles.space} />
        <ThemeToggle />
        <UserMenu user={user} />
      </header>
      <nav className={styles.nav} aria-label="Settings">
        <Links name="You" links={own} here={here} />
        <Links name="Workspace" links={ofWorkspace} here={here} />
        {user.role === 'administrator' && <Links name="Administration" links={ofInstance} here={here} />}
      </nav>
      <main className={styles.main}>
        <div className={styles.column}>
          <h1 className={styles.title}>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  )
}

function Links({ name, links, here }: { name: string; links: Group; here: Path }) {
  return (
    <div>
      <p className={styles.group}>{name}</p>
      <ul className={styles.links} aria-label={name}>
        {links.map(([path, words]) => (
          <li key={path}>
            <Link className={styles.link} href={path as Route} {...(path === here && { 'aria-current': 'page' })}>
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
