/**
 * Two questions of whoever watches the processes, answered without a session: does this one live, and may it be sent
 * work. State words only: the answer is the world's to read.
 */
import type { Response, Router } from 'express'
import { HEALTH_PATH, READINESS_PATH, type Readiness, stateOf } from '#shared/platform/health.contract.ts'
import type { Database } from './database.ts'
import { schemaIsCurrent } from './migrate.ts'
import { within } from './within.ts'

/** A database that takes longer answers nobody in time. */
const WITHIN_MS = 2_000

export type Health = {
  db: Database
  /** Is the log followed at this moment? */
  eventsFollowed: () => boolean
  redisAnswers: () => boolean
}

type DatabaseState = Pick<Readiness, 'database' | 'migrations'>

/** Asked by many at once, the database is asked once. */
const createReadiness = ({ db, eventsFollowed, redisAnswers }: Health): (() => Promise<Readiness>) => {
  let asking: Promise<boolean> | null = null
  const ask = (): Promise<boolean> => {
    asking ??= schemaIsCurrent(db).finally(() => {
      asking = null
    })
    return asking
  }
  const readDatabase = async (): Promise<DatabaseState> => {
    try {
      const current = await within(WITHIN_MS, ask())
      return { database: 'answers', migrations: current ? 'current' : 'behind' }
    } catch {
      return { database: 'away', migrations: 'unknown' }
    }
  }
  return async () => {
    const parts: Omit<Readiness, 'state'> = {
      ...(await readDatabase()),
      events: eventsFollowed() ? 'followed' : 'standing',
      redis: redisAnswers() ? 'answers' : 'away',
    }
    return { state: stateOf(parts), ...parts }
  }
}

/** 200, or 503 where no work is to be sent. */
export const serveHealth = (router: Router, health: Health): void => {
  const read = createReadiness(health)
  const send = (response: Response, status: number, body: unknown) =>
    void response.status(status).setHeader('cache-control', 'no-store').json(body)
  router.get(HEALTH_PATH, (_request, response) => send(response, 200, { state: 'alive' }))
  router.get(READINESS_PATH, async (_request, response) => {
    const readiness = await read()
    send(response, readiness.state === 'not-ready' ? 503 : 200, readiness)
  })
}
