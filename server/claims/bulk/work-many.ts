/** One deed over many claims, one after another: each in its own transaction, each with its own outcome. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { toApiError } from '#server/platform/error-exit.ts'
import { conflict, HubError, invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Doing } from '#server/sales/index.ts'
import { moveClaimInput } from '#shared/claims/claim.contract.ts'
import { textOfMove } from '#shared/claims/claim.policy.ts'
import type { ManyDeed } from '#shared/claims/list/many-claims.contract.ts'
import type { ApiError } from '#shared/platform/message.ts'
import { assignClaim } from '../assign-claim.ts'
import { workedClaim } from '../claim-to-work.ts'
import { runMacro } from '../macros/run-macro.ts'
import { moveClaim } from '../move-claim.ts'
import { noteClaim } from '../notes/note-claim.ts'
import { tagClaim } from '../tags/tag-claim.ts'

type Seen = { id: string; version: number }
export type Outcome = { id: string; error: ApiError | null }

/** Never throws for a claim: what is refused is an outcome, and the next one is tried. */
export const workManyClaims = async (
  { db, clock, log }: Platform,
  actor: Actor,
  claims: readonly Seen[],
  deed: ManyDeed,
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = []
  for (const seen of claims) {
    const doing = { actor, now: clock.now() }
    try {
      await inTransaction(db, (trx) => workOne(trx, doing, seen, deed))
      outcomes.push({ id: seen.id, error: null })
    } catch (error) {
      if (!(error instanceof HubError))
        log.error({ err: error, claimId: seen.id }, 'one of many claims failed')
      outcomes.push({ id: seen.id, error: toApiError(error) })
    }
  }
  return outcomes
}

const workOne = async (trx: Trx, doing: Doing, seen: Seen, deed: ManyDeed): Promise<unknown> => {
  const { id, version } = seen
  if (deed.do === 'assign') return assignClaim(trx, doing, id, { handlerId: deed.handlerId, version })
  if (deed.do === 'tag') return tagClaim(trx, doing, id, deed.name)
  if (deed.do === 'note') {
    // Said of what was seen: of what it has become meanwhile it may not be true.
    const claim = await workedClaim(trx, doing.actor, id)
    if (claim.version !== version) throw conflict('stale', { version: claim.version, state: claim.state })
    return noteClaim(trx, doing, id, deed.text)
  }
  if (deed.do === 'macro') return runMacro(trx, doing, id, { macroId: deed.macroId, version })
  return moveClaim(trx, doing, id, inputOf(deed, version))
}

const inputOf = ({ move, text, remedy, causeId }: ManyDeed & { do: 'move' }, version: number) => {
  const name = textOfMove(move)
  const chosen = { ...(remedy && { remedy }), ...(causeId && { causeId }) }
  const asked = { move, version, ...(name && text && { [name]: text }), ...chosen }
  const input = moveClaimInput.safeParse(asked)
  if (!input.success) throw invalid({ move: 'unknown' })
  return input.data
}
