// The beam over the editor: the project, the Review button with what is left of it, and who is signed in.
'use client'
import { useQuery } from '@tanstack/react-query'
import type { User } from '#contract/account.ts'
import { client } from '../api-client.ts'
import { Logo } from '../logo.tsx'
import { ThemeToggle } from '../theme-toggle.tsx'
import { UserMenu } from '../user-menu.tsx'
import { ProjectMenu } from './project-menu.tsx'
import { ReviewButton } from './review-button.tsx'
import styles from './top-bar.module.css'
import type { Projects } from './use-projects.ts'
import type { Reviewing } from './use-reviewing.ts'

type Props = {
  user: User
  projects: Projects
  reviewing: Reviewing
  onLeave: () => Promise<unknown>
}

export function TopBar({ user, projects, reviewing, onLeave }: Props) {
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <Logo size={22} />
        <span className={styles.name}>Lintel</span>
      </div>
      <h1 className={styles.title}>
        <ProjectMenu project={projects.project} projects={projects} />
      </h1>
      <span className={styles.space} />
      <ReviewsLeft />
      <ReviewButton reviewing={reviewing} />
      <ThemeToggle />
      <UserMenu user={user} onLeave={onLeave} />
    </header>
  )
}

function ReviewsLeft() {
  const { data } = useQuery({ queryKey: ['me'], queryFn: client.me, refetchInterval: 60_000 })
  const reviews = data?.limits.reviews
  // Room is kept for the words, so that the button beside them stays in its place.
  return (
    <span className={styles.left}>{reviews && `${reviews.remaining} of ${reviews.limit} reviews left this hour`}</span>
  )
}
