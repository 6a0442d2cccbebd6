/** The one read that hands a session its own CSRF token back. */
import type { Queryable } from '#server/platform/database.ts'

export type OwnSession = {
  id: string
  name: string
  email: string
  language: 'ru' | 'en'
  departmentId: string | null
  marketId: string | null
  csrfToken: string
  expiresAt: number
  byProvider: boolean
}

export const readOwnSession = (db: Queryable, sessionId: string): Promise<OwnSession | undefined> =>
  db('sessions').join('users', 'users.id', 'sessions.user_id').where('sessions.id', sessionId).first({
    id: 'users.id',
    name: 'users.name',
    email: 'users.email',
    language: 'users.language',
    departmentId: 'users.department_id',
    marketId: 'users.market_id',
    csrfToken: 'sessions.csrf_token',
    expiresAt: 'sessions.expires_at',
    byProvider: 'sessions.by_provider',
  })
