/** A claim that was closed before it came here: led by the table's own moves to its close, at the times it had. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { claimMoved } from '#shared/claims/claim.events.ts'
import { claimStates, groundOf } from '#shared/claims/claim.state.ts'
import { movesToGround } from '#shared/claims/import/closed-before.ts'
import type { ImportedClaim } from '#shared/claims/import/read-claim-row.ts'
import { keepClosing } from '../board/closing.store.ts'
import { type ClaimRow, readClaimRow, updateClaim } from '../claim.store.ts'
import { factsOf, showOnCard } from '../claim-facts.ts'
import { applySignal } from '../clocks/apply-signal.ts'
import { readDesk } from '../clocks/clock.store.ts'

type Closed = NonNullable<ImportedClaim['closed']>

/**
 * Nobody is told, and nothing is asked that a move asks for: what was decided there is only written down here. The clocks stop
 * when the answer was given, late or not by their own times. Answers how many events tell of it.
 */
export const closeBrought = async (
  trx: Trx,
  opened: ClaimRow,
  { closed, answer, actorId }: { closed: Closed; answer: string | null; actorId: string },
): Promise<number> => {
  const signal = { signal: 'answered' as const, owes: false, at: closed.answeredAt, by: 'answer' }
  const { stopped } = await applySignal(trx, opened, signal)
  const own = stopped.find(({ kind }) => kind === 'final-answer')
  const moves = movesToGround[closed.ground]
  let claim = opened
  for (const { move, at: when } of moves) {
    const at = when === 'answer' ? closed.answeredAt : closed.at
    const to = claimStates.next(claim.state, move)
    if (!to) throw new Error(`${move} does not lead on from ${claim.state}`)
    const ground = groundOf(claim.state, move)
    const changes = {
      state: to,
      ...(to === 'communicated' && { answered_at: new Date(at), answer }),
      ...(to === 'rejected' && { grounds: answer }),
      ...(ground && { closed_at: new Date(at), closing_ground: ground, ...(await readDesk(trx, claim.id)) }),
    }
    if (!(await updateClaim(trx, claim, changes))) throw new Error(`claim ${claim.id} was changed meanwhile`)
    await keepClosing(trx, claim, { ground, at })
    const after = await readClaimRow(trx, claim.id)
    const stops = own && move === firstStop(moves)
    await appendEvent(trx, claimMoved, {
      subjectId: claim.id,
      actorId,
      at,
      data: {
        ...factsOf(after),
        move,
        from: claim.state,
        to,
        text: to === 'communicated' || to === 'rejected' ? answer : null,
        stopped: stops
          ? {
              clockId: own.id,
              deadlineAt: own.deadline_at,
              lateMs: Math.max(0, closed.answeredAt - own.deadline_at),
            }
          : null,
        started: null,
        closingGround: ground,
      },
    })
    claim = after
  }
  await showOnCard(trx, claim)
  return moves.length
}

/** The move with which an answer was owed no more. */
const firstStop = (moves: (typeof movesToGround)[Closed['ground']]): string | undefined =>
  moves.find(({ move }) => move !== 'acknowledge')?.move
