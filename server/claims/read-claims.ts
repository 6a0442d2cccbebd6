/** The page of a claim, and search by number. */
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { readHistory } from '#server/sales/index.ts'
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import { byDeedOnly, fieldsOfMove, missingForMove, permissionForMove } from '#shared/claims/claim.policy.ts'
import { claimStates } from '#shared/claims/claim.state.ts'
import { attachmentNames } from './attachments/attachment.store.ts'
import { handlersIn, presentClaim, presentHistory, presentTexts } from './claim.present.ts'
import { type ClaimRow, findClaim, type NumberHit, searchNumbers } from './claim.store.ts'
import { beforeOf } from './claim-facts.ts'
import { rightsOver } from './claim-rights.ts'
import { readClocks } from './clocks/read-clocks.ts'
import { risksOf } from './clocks/stage-times/stage-times.ts'
import { nameDetails, readActions, readDetails } from './details/read-details.ts'
import { namesOf } from './handler.store.ts'
import { listMerged, listParts } from './joining/joining.store.ts'
import { reopeningFault } from './silence/check-reopening.ts'

/** Throws `not_found` for a claim beyond the actor's reach. */
export const readClaim = async (q: Queryable, actor: Actor, id: string, now: number): Promise<ClaimPage> => {
  const row = await findClaim(q, reachOf(actor, 'claim.read'), id)
  if (!row) throw notFound('claim', id)
  return pageOf(q, actor, row, now)
}

/** The page of a claim the actor has just seen or moved: it may have left their reach by that very move. */
export const pageOf = async (q: Queryable, actor: Actor, row: ClaimRow, now: number): Promise<ClaimPage> => {
  const { id } = row
  const log = await readHistory(q, id)
  const names = await namesOf(q, handlersIn(log))
  const rights = await rightsOver(q, actor, id, Object.values(permissionForMove))
  const risk = (await risksOf(q, [row], now)).get(id) ?? null
  const details = await readDetails(q, row)
  return {
    claim: presentClaim(row, now, risk !== null),
    risk,
    ...presentTexts(row),
    ...(await readClocks(q, row, rights.has('claim.work'), now)),
    history: presentHistory(log, new Map([...names, ...(await attachmentNames(q, id))])),
    details,
    detailNames: await nameDetails(q, details),
    actions: await readActions(q, id),
    kin: await kinOf(q, row),
    silence: { reminders: row.reminders, remindAt: row.remind_at, lapseAt: row.lapse_at },
    moves: nextMoves(row, rights, {
      userId: actor.userId,
      reopenable: (await reopeningFault(q, row, now)) === null,
    }),
    editable: row.state !== 'closed' && rights.has('claim.work'),
    mayAssign:
      row.state !== 'closed' && (rights.has('claim.work') || (!row.handler_id && may(actor, 'claim.work'))),
  }
}

const kinOf = async (q: Queryable, row: ClaimRow): Promise<ClaimPage['kin']> => ({
  mergedInto: row.merged_into ? { id: row.merged_into, number: row.merged_into_number ?? '' } : null,
  splitFrom: row.split_from ? { id: row.split_from, number: row.split_from_number ?? '' } : null,
  merged: await listMerged(q, row.id),
  parts: await listParts(q, row.id),
})

const nextMoves = (
  row: ClaimRow,
  rights: Set<string>,
  { userId, reopenable }: { userId: string; reopenable: boolean },
): ClaimPage['moves'] =>
  claimStates
    .movesFrom(row.state)
    .filter((move) => rights.has(permissionForMove[move]) && !byDeedOnly.has(move))
    .filter((move) => move !== 'reopen' || reopenable)
    .map((move) => {
      const asks = [...fieldsOfMove[move]]
      const missing = missingForMove(move, beforeOf(row), {}, userId).filter(
        (need) => !asks.some((field) => field === need),
      )
      return { move, asks, missing }
    })

/** The claim of exactly this number, in any case and spacing; null when there is none within reach. */
export const findClaimByNumber = async (
  q: Queryable,
  actor: Actor,
  number: string,
): Promise<NumberHit | null> => {
  const folded = number.replaceAll(/\s/g, '').toUpperCase()
  const hits = await searchNumbers(q, reachOf(actor, 'claim.read'), folded, 2)
  return hits.find((hit) => hit.number === folded) ?? null
}

/** Digits alone of which a number never holds so many in a row: they are a phone's or a tax number's. */
const FOREIGN_DIGITS = /^\d{7,}$/

/** Claims whose number holds the piece, newest first. An actor who may see no claims finds none. */
export const searchClaimNumbers = async (
  q: Queryable,
  actor: Actor,
  piece: string,
  limit = 10,
): Promise<NumberHit[]> =>
  may(actor, 'claim.read') && !FOREIGN_DIGITS.test(piece)
    ? searchNumbers(q, reachOf(actor, 'claim.read'), piece, limit)
    : []
