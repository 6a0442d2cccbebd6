/** What a claim's client is promised, by the clocks that run. */
import type { Queryable } from '#server/platform/database.ts'
import { answerPromisedAt } from '#shared/claims/answer-promise.ts'
import { listClocks } from './clock.store.ts'

/** Epoch ms; null: no answer is owed. */
export const readPromise = async (q: Queryable, claimId: string): Promise<number | null> =>
  answerPromisedAt(
    (await listClocks(q, claimId)).map(({ kind, deadline_at, stopped_at }) => ({
      kind,
      deadlineAt: deadline_at,
      stoppedAt: stopped_at,
    })),
  )
