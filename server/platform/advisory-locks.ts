/**
 * Locks between processes, held by a session of PostgreSQL's that lives and dies with this process. All of them are on
 * one connection outside the pool: were each on a pooled one of its own, as many holders as the pool has places would
 * wait for ever for the connection that their work needs.
 */
import type { Database } from './database.ts'

export type AdvisoryLocks = {
  /** Runs the work if no other process is at it; false when one is. Not for one name twice at once. */
  under(name: string, work: () => Promise<unknown>): Promise<boolean>
  close(): Promise<void>
}

const LOCK = 'select pg_try_advisory_lock(hashtextextended(:name, 0)) as got'
const UNLOCK = 'select pg_advisory_unlock(hashtextextended(:name, 0)) as got'

export const openAdvisoryLocks = (db: Database): AdvisoryLocks => {
  let session: unknown = null
  let line: Promise<unknown> = Promise.resolve()

  /** A broken session has lost its locks; the next question opens another. */
  const drop = async () => {
    const broken = session
    session = null
    if (broken) await db.client.destroyRawConnection(broken).catch(() => undefined)
  }
  const askNow = async (question: string, name: string): Promise<boolean> => {
    try {
      session ??= await db.client.acquireRawConnection()
      const answer = db.raw<{ rows: { got: boolean }[] }>(question, { name }).connection(session)
      return (await answer).rows[0]?.got === true
    } catch (error) {
      await drop()
      throw error
    }
  }
  /** One question at a time, as a session has it. */
  const ask = (question: string, name: string): Promise<boolean> => {
    const next = line.then(() => askNow(question, name))
    line = next.catch(() => undefined)
    return next
  }
  return {
    under: async (name, work) => {
      if (!(await ask(LOCK, name))) return false
      try {
        await work()
        return true
      } finally {
        await ask(UNLOCK, name)
      }
    },
    close: async () => {
      await line
      await drop()
    },
  }
}
