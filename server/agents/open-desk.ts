/** An agent's tab becomes the desk: the one that rings. An earlier tab of the same agent stops being it. */
import { deskChanged } from '#shared/agents/agent.events.ts'
import { inTransaction } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { claimDesk, lockAgent, loseDesk, writeProofs } from './agent.store.ts'
import { holdAgent } from './choose-presence.ts'

/** Answers with the desk it replaces, if another. */
export const openDesk = (
  { db, clock, node }: Platform,
  userId: string,
  deskId: string,
): Promise<string | null> =>
  inTransaction(db, async (trx) => {
    const now = clock.now()
    const before = await lockAgent(trx, userId, now)
    await claimDesk(trx, userId, { id: deskId, node }, now)
    return before.desk_id !== null && before.desk_id !== deskId ? before.desk_id : null
  })

export type Proof = { userId: string; deskId: string; ok: boolean; faults: string[] }

/** Writes a round of proofs. A desk that works again is no longer "no desk". */
export const keepProofs = async (platform: Platform, proofs: Proof[]): Promise<void> => {
  if (proofs.length === 0) return
  const { db, clock, node } = platform
  const changed = await writeProofs(db, node, proofs, clock.now())
  for (const { userId, ok, faults } of changed) await tellDesk(platform, userId, ok, faults)
}

/** The desk's socket closed. */
export const leaveDesk = async (platform: Platform, userId: string, deskId: string): Promise<void> => {
  if (await loseDesk(platform.db, userId, deskId, platform.clock.now())) {
    await tellDesk(platform, userId, false, ['socket'])
  }
}

const tellDesk = ({ db, clock }: Platform, userId: string, reachable: boolean, faults: string[]) =>
  inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockAgent(trx, userId, now)
    await appendEvent(trx, deskChanged, {
      subjectId: userId,
      actorId: null,
      at: now,
      data: { reachable, faults },
    })
    if (reachable) await holdAgent(trx, userId, 'prove-desk', now)
  })
