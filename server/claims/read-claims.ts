/** The list of claims, the page of one, and search by number. */
import { customConditions } from '#server/organisation/index.ts'
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { readHistory } from '#server/sales/index.ts'
import type { Claim, ClaimPage } from '#shared/claims/claim.contract.ts'
import { byDeedOnly, fieldsOfMove, missingForMove, permissionForMove } from '#shared/claims/claim.policy.ts'
import { claimStates } from '#shared/claims/claim.state.ts'
import { handlersIn, presentClaim, presentClock, presentHistory, presentTexts } from './claim.present.ts'
import {
  type ClaimFilter,
  type ClaimRow,
  findClaim,
  listClaimRows,
  type NumberHit,
  searchNumbers,
} from './claim.store.ts'
import { beforeOf } from './claim-facts.ts'
import { listClocks, listEscalations } from './clock.store.ts'
import { nameDetails, readActions, readDetails } from './details/read-details.ts'
import { namesOf } from './handler.store.ts'

/** A page within the actor's reach, the strictest running clock first; `next` is the key of the page after. */
export const listClaims = async (
  q: Queryable,
  actor: Actor,
  { custom: asked, ...filter }: Omit<ClaimFilter, 'custom'> & { custom?: string | undefined },
  now: number,
): Promise<{ claims: Claim[]; next: string | null; now: number }> => {
  const custom = await customConditions(q, 'claim', asked)
  const reach = reachOf(actor, 'claim.read')
  const rows = await listClaimRows(q, reach, { ...filter, custom, limit: filter.limit + 1 })
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    claims: page.map((row) => presentClaim(row, now)),
    next: rows.length > page.length && last ? `${last.desk_rank}_${last.deadline_at}_${last.id}` : null,
    now,
  }
}

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
  const escalations = await listEscalations(q, id)
  const names = await namesOf(q, [...handlersIn(log), ...escalations.flatMap((one) => one.notified)])
  const rights = await rightsOver(q, actor, row)
  const details = await readDetails(q, row)
  return {
    claim: presentClaim(row, now),
    ...presentTexts(row),
    clocks: (await listClocks(q, id)).map((clock) => presentClock(clock, escalations, names, now)),
    history: presentHistory(log, names),
    details,
    detailNames: await nameDetails(q, details),
    actions: await readActions(q, id),
    moves: nextMoves(row, rights, actor.userId),
    editable: row.state !== 'closed' && rights.has('claim.work'),
    mayAssign:
      row.state !== 'closed' && (rights.has('claim.work') || (!row.handler_id && may(actor, 'claim.work'))),
  }
}

/** Of the rights that moves ask for, those that reach this claim. */
const rightsOver = async (q: Queryable, actor: Actor, row: ClaimRow): Promise<Set<string>> => {
  const held = new Set<string>()
  for (const permission of new Set(Object.values(permissionForMove))) {
    if (!may(actor, permission)) continue
    if (await findClaim(q, reachOf(actor, permission), row.id)) held.add(permission)
  }
  return held
}

const nextMoves = (row: ClaimRow, rights: Set<string>, userId: string): ClaimPage['moves'] =>
  claimStates
    .movesFrom(row.state)
    .filter((move) => rights.has(permissionForMove[move]) && !byDeedOnly.has(move))
    .filter((move) => !(move === 'reopen' && row.client_erased_at))
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
