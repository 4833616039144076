// Accounts, sessions and API tokens.
import { z } from 'zod'
import { Credentials, Me, Refreshed, Registration, SignedIn } from '#contract/account.ts'
import { listOf } from '#contract/project.ts'
import {
  AuditEvent,
  CreatedToken,
  NewToken,
  PasswordChange,
  PasswordReset,
  Profile,
  Session,
  Token,
} from '#contract/settings.ts'
import type { Operations } from './operation.ts'

const AuditQuery = z.strictObject({ cursor: z.int().positive().optional() })
const cookies = 'The answer sets the cookies of the session, which browsers keep from scripts.'

export const accountOperations: Operations = {
  'POST /api/auth/register': {
    tag: 'Accounts',
    summary: 'Makes an account with a workspace of its own, and signs in.',
    description: `The first account of an instance is its administrator. ${cookies}`,
    access: 'open',
    body: Registration,
    status: 201,
    answer: SignedIn,
    problems: ['forbidden', 'email-taken'],
  },
  'POST /api/auth/login': {
    tag: 'Accounts',
    summary: 'Signs in with e-mail and password.',
    description: cookies,
    access: 'open',
    body: Credentials,
    status: 200,
    answer: SignedIn,
    problems: ['wrong-credentials'],
  },
  'POST /api/auth/refresh': {
    tag: 'Accounts',
    summary: 'Renews the session by the refresh token in its cookie.',
    description: cookies,
    access: 'open',
    status: 200,
    answer: Refreshed,
    problems: ['unauthenticated'],
  },
  'POST /api/auth/logout': {
    tag: 'Accounts',
    summary: 'Ends this session.',
    access: 'open',
    status: 204,
    answer: null,
  },
  'POST /api/auth/reset': {
    tag: 'Accounts',
    summary: 'Sets a new password for whoever holds a one-time link.',
    access: 'open',
    body: PasswordReset,
    status: 204,
    answer: null,
    problems: ['forbidden'],
  },
  'PUT /api/auth/password': {
    tag: 'Accounts',
    summary: 'Sets a new password, and signs every other device out.',
    access: 'person',
    body: PasswordChange,
    status: 204,
    answer: null,
  },
  'GET /api/auth/sessions': {
    tag: 'Accounts',
    summary: 'Lists the devices you are signed in on.',
    access: 'person',
    status: 200,
    answer: listOf(Session),
  },
  'DELETE /api/auth/sessions/{id}': {
    tag: 'Accounts',
    summary: 'Signs a device out.',
    access: 'person',
    status: 204,
    answer: null,
    problems: ['not-found'],
  },
  'GET /api/users/me': {
    tag: 'Accounts',
    summary: 'Tells who you are, and what is left of your limits.',
    access: 'reviews:read',
    status: 200,
    answer: Me,
  },
  'PATCH /api/users/me': {
    tag: 'Accounts',
    summary: 'Changes your name.',
    access: 'person',
    body: Profile,
    status: 200,
    answer: Me,
  },
  'GET /api/audit': {
    tag: 'Accounts',
    summary: 'Lists what was done in your workspace, newest first.',
    access: 'person',
    query: AuditQuery,
    status: 200,
    answer: listOf(AuditEvent),
    problems: ['forbidden'],
  },
  'GET /api/tokens': {
    tag: 'Tokens',
    summary: 'Lists your API tokens.',
    access: 'person',
    status: 200,
    answer: listOf(Token),
  },
  'POST /api/tokens': {
    tag: 'Tokens',
    summary: 'Makes an API token; its secret is told in this answer only.',
    access: 'person',
    body: NewToken,
    status: 201,
    answer: CreatedToken,
    problems: ['conflict'],
  },
  'DELETE /api/tokens/{id}': {
    tag: 'Tokens',
    summary: 'Revokes a token, at once.',
    access: 'person',
    status: 204,
    answer: null,
    problems: ['not-found'],
  },
}
