// Who is acting, and in which workspace. Every domain function that touches tenant data asks for one.
export type Actor = {
  userId: string
  workspaceId: string
  sessionId: string
  email: string
  name: string | null
  role: 'administrator' | 'member'
}
