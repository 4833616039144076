// Running the instance: its administration, and what machines ask of it.
import { z } from 'zod'
import { Instance, Invitation, NewInvitation, OneTimeLink, Person, PersonChange } from '#contract/admin.ts'
import { listOf } from '#contract/project.ts'
import type { Operations } from './operation.ts'

const Ready = z.strictObject({ ready: z.literal(true) })

export const instanceOperations: Operations = {
  'GET /api/admin/instance': {
    tag: 'Administration',
    summary: 'Shows the instance at a glance.',
    access: 'administrator',
    status: 200,
    answer: Instance,
  },
  'GET /api/admin/people': {
    tag: 'Administration',
    summary: 'Lists everybody with an account here.',
    access: 'administrator',
    status: 200,
    answer: listOf(Person),
  },
  'PATCH /api/admin/people/{id}': {
    tag: 'Administration',
    summary: 'Disables or enables somebody.',
    access: 'administrator',
    body: PersonChange,
    status: 200,
    answer: Person,
    problems: ['not-found', 'conflict'],
  },
  'DELETE /api/admin/people/{id}/sessions': {
    tag: 'Administration',
    summary: 'Signs somebody out everywhere.',
    access: 'administrator',
    status: 204,
    answer: null,
    problems: ['not-found'],
  },
  'POST /api/admin/people/{id}/reset-link': {
    tag: 'Administration',
    summary: 'Makes a link with which somebody sets a new password, once.',
    access: 'administrator',
    status: 201,
    answer: OneTimeLink,
    problems: ['not-found'],
  },
  'GET /api/admin/invitations': {
    tag: 'Administration',
    summary: 'Lists the invitations.',
    access: 'administrator',
    status: 200,
    answer: listOf(Invitation),
  },
  'POST /api/admin/invitations': {
    tag: 'Administration',
    summary: 'Makes an invitation; its link is told in this answer only.',
    access: 'administrator',
    body: NewInvitation,
    status: 201,
    answer: OneTimeLink,
  },
  'DELETE /api/admin/invitations/{id}': {
    tag: 'Administration',
    summary: 'Revokes an invitation.',
    access: 'administrator',
    status: 204,
    answer: null,
    problems: ['not-found'],
  },
  'GET /healthz': {
    tag: 'System',
    summary: 'Answers as long as this process can serve; the body tells what is missing.',
    access: 'open',
    status: 200,
    answer: Instance.shape.health,
  },
  'GET /readyz': {
    tag: 'System',
    summary: 'Tells whether this process wants traffic.',
    access: 'open',
    status: 200,
    answer: Ready,
  },
  'GET /metrics': {
    tag: 'System',
    summary: 'Metrics for Prometheus, for this machine or a bearer of METRICS_TOKEN.',
    access: 'open',
    status: 200,
    answer: 'text/plain',
    problems: ['unauthenticated'],
  },
  'GET /api/openapi.json': {
    tag: 'System',
    summary: 'This document.',
    access: 'open',
    status: 200,
    answer: 'application/json',
  },
}
