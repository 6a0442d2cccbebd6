/** Notes on a claim: read, and written. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimNoted } from '#shared/claims/claim.events.ts'
import type { ClaimNote } from '#shared/claims/note.contract.ts'
import { findClaim } from '../claim.store.ts'
import { workedClaim } from '../claim-to-work.ts'
import { type ClaimNoteRow, insertClaimNote, listClaimNotes } from './claim-note.store.ts'

const present = ({ id, text, author_id, author_name, at }: ClaimNoteRow): ClaimNote => ({
  id,
  text,
  author: { id: author_id, name: author_name },
  at,
})

/** @throws 404 */
export const readClaimNotes = async (
  q: Queryable,
  actor: Actor,
  id: string,
): Promise<{ notes: ClaimNote[] }> => {
  if (!(await findClaim(q, reachOf(actor, 'claim.read'), id))) throw notFound('claim', id)
  return { notes: (await listClaimNotes(q, id)).map(present) }
}

/** @throws as `workedClaim` */
export const noteClaim = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  text: string,
): Promise<ClaimNote> => {
  const claim = await workedClaim(trx, actor, id)
  const note = await insertClaimNote(trx, { claimId: id, authorId: actor.userId, text, at: now })
  await appendEvent(trx, claimNoted, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { clientId: claim.client_id, noteId: note.id },
  })
  return present(note)
}
