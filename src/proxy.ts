// Before a page: an access token that ran out is renewed, so that coming back after lunch is not signing in again.
import { type NextRequest, NextResponse } from 'next/server'
import { verifyAccessToken } from '#accounts/access-token.ts'
import { cookieNames, sessionCookies } from '#accounts/cookies.ts'
import { refreshSession } from '#accounts/session.ts'

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { access, refresh } = cookieNames()
  const token = request.cookies.get(access)?.value
  const refreshToken = request.cookies.get(refresh)?.value
  if (!refreshToken || (token && (await verifyAccessToken(token)))) return NextResponse.next()
  const tokens = await refreshSession(refreshToken)
  if (!tokens) return NextResponse.next() // the page itself asks who is there, and sends to sign-in

  request.cookies.set(access, tokens.access)
  request.cookies.set(refresh, tokens.refresh)
  const headers = new Headers(request.headers)
  headers.set('cookie', request.cookies.toString())
  const response = NextResponse.next({ request: { headers } })
  for (const cookie of sessionCookies(tokens)) response.headers.append('set-cookie', cookie)
  return response
}

export const config = {
  matcher: [
    '/',
    '/login',
    '/register',
    '/editor/:path*',
    '/reviews/:path*',
    '/findings/:path*',
    '/dashboard/:path*',
    '/rules/:path*',
    '/settings/:path*',
    '/admin/:path*',
  ],
}
