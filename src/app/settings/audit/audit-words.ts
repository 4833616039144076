// What was done, in words.
import type { AuditAction } from '#contract/settings.ts'

export const auditWords: Record<AuditAction, string> = {
  'account.registered': 'Registered',
  'account.linked': 'Linked a way to sign in',
  'session.login': 'Signed in',
  'session.login-failed': 'Failed to sign in',
  'session.logout': 'Signed out',
  'session.ended': 'Ended a session',
  'session.refresh-reuse': 'Used an old refresh token: the session was ended',
  'password.changed': 'Changed the password',
  'password.reset': 'Set a password with a reset link',
  'token.created': 'Created an API token',
  'token.revoked': 'Revoked an API token',
  'person.disabled': 'Disabled an account',
  'person.enabled': 'Enabled an account',
  'person.sessions-ended': "Ended a person's sessions",
  'person.reset-link': 'Made a reset link',
  'invitation.created': 'Created an invitation',
  'invitation.revoked': 'Revoked an invitation',
  'project.exported': 'Downloaded a project',
  'project.deleted': 'Deleted a project',
  'rule.created': 'Wrote a rule',
  'rule.changed': 'Changed a rule',
  'rule.deleted': 'Deleted a rule',
  'rule.configured': 'Switched or re-graded a rule',
}
