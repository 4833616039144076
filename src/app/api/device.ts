// What a session remembers of the device it was begun on.
import type { Device } from '#accounts/session.ts'
import type { Call } from './handle.ts'

export const deviceOf = ({ request, address }: Call): Device => ({
  userAgent: request.headers.get('user-agent'),
  address,
})

export function withCookies(response: Response, cookies: string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
