/** Somebody asks for all that there is of a claim as a file: a worker makes it, and it waits some days to be taken. */
import { audit } from '#server/identity/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { EvidencePack } from '#shared/claims/evidence/evidence.contract.ts'
import { evidenceMoved } from '#shared/claims/evidence/evidence.events.ts'
import { evidenceStates } from '#shared/claims/evidence/evidence.state.ts'
import { findClaim, lockClaim } from '../claim.store.ts'
import { presentPack } from './evidence.present.ts'
import { insertPack, packsOf } from './evidence.store.ts'

/** @throws 409 `evidence_asked` while one is on its way, `erased`; 404 */
export const askEvidence = (
  platform: Platform,
  actor: Actor,
  { id, language }: { id: string; language: 'ru' | 'en' },
): Promise<EvidencePack> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const claim = await lockClaim(trx, reachOf(actor, 'claim.evidence'), id)
    if (!claim) throw notFound('claim', id)
    if (claim.client_erased_at) throw conflict('erased')
    const earlier = await packsOf(trx, id)
    if (earlier.some(({ state }) => state === 'asked')) throw conflict('evidence_asked')
    const ordinal = (earlier[0]?.ordinal ?? 0) + 1
    const row = await insertPack(trx, { claimId: id, ordinal, language, by: actor.userId, at })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'claim.evidence',
      outcome: 'ok',
      subjectKind: 'claim',
      subjectId: id,
      data: { step: 'asked', packId: row.id },
    })
    const data = { packId: row.id, to: evidenceStates.initial }
    await appendEvent(trx, evidenceMoved, { subjectId: id, actorId: actor.userId, at, data })
    return presentPack(row)
  })

/** @throws 404 */
export const readEvidence = async ({ db }: Platform, actor: Actor, id: string) => {
  if (!(await findClaim(db, reachOf(actor, 'claim.evidence'), id))) throw notFound('claim', id)
  return { packs: (await packsOf(db, id)).map(presentPack) }
}
