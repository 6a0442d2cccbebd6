/**
 * Who has a claim open, by the sockets of all nodes: rows that a screen renews. What is news is told to this node’s own
 * screens at once; those of another node see it when they renew theirs.
 */
import { reachOf } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { SocketHub } from '#server/platform/sockets.ts'
import { attendClaim, GONE_MS, leaveClaim, togetherSubject } from '#shared/claims/together.contract.ts'
import { findClaim } from '../claim.store.ts'
import { attend, dropGone, leaveAll, leaveOne, othersAt } from './presence.store.ts'

/** @param tell says to the screens of this node that watch the subject that it has changed */
export const serveTogether = (
  { db, clock, log }: Platform,
  sockets: SocketHub,
  tell: (subject: string) => void,
): void => {
  const tellAll = (claimIds: string[]) => claimIds.forEach((id) => tell(togetherSubject(id)))
  sockets.onCommand(attendClaim, async ({ claimId, writing }, { socket, actor }) => {
    if (!(await findClaim(db, reachOf(actor, 'claim.read'), claimId))) throw notFound('claim', claimId)
    const at = clock.now()
    const news = await inTransaction(db, async (trx) => {
      await dropGone(trx, claimId, at - GONE_MS)
      return attend(trx, { claimId, socketId: socket.id, userId: actor.userId, writing, at })
    })
    if (news) tellAll([claimId])
    return { others: await othersAt(db, claimId, actor.userId) }
  })
  sockets.onCommand(leaveClaim, async ({ claimId }, { socket }) => {
    tellAll(await leaveOne(db, claimId, socket.id))
    return {}
  })
  sockets.onDisconnect(({ socket }) => {
    leaveAll(db, socket.id).then(tellAll, (error: unknown) =>
      log.warn({ err: error }, 'a screen that went could not be taken off its claims'),
    )
  })
}
