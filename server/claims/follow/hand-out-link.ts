/** A handler gives the client the link to their claim's page, by hand or by a letter, or takes it back. Each is audited. */
import { audit } from '#server/identity/index.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimLinkChanged } from '#shared/claims/follow/claim-message.events.ts'
import { workedClaim } from '../claim-to-work.ts'
import { revokeLinks } from './link.store.ts'
import { liveLink } from './live-link.ts'
import { mailClient } from './mail-client.ts'

const MINUTE_MS = 60_000

const leaveTrace = (trx: Trx, { actor, now }: Doing, claimId: string, action: string): Promise<void> =>
  audit(trx, {
    at: now,
    actorId: actor.userId,
    action,
    outcome: 'ok',
    subjectKind: 'claim',
    subjectId: claimId,
  })

export const issueLink = (
  platform: Platform,
  doing: Doing,
  id: string,
): Promise<{ url: string; expiresAt: number }> =>
  inTransaction(platform.db, async (trx) => {
    await workedClaim(trx, doing.actor, id)
    const { actor, now } = doing
    const { url, expiresAt } = await liveLink(trx, platform, {
      claimId: id,
      madeBy: actor.userId,
      now,
    })
    await leaveTrace(trx, doing, id, 'follow-link.issue')
    return { url, expiresAt }
  })

/** Asked for twice within a minute it is one letter. @throws 409 `no_mail` */
export const sendLink = (platform: Platform, doing: Doing, id: string): Promise<{ mailTo: string }> =>
  inTransaction(platform.db, async (trx) => {
    const claim = await workedClaim(trx, doing.actor, id)
    const { actor, now } = doing
    const key = `link:${Math.floor(now / MINUTE_MS)}`
    const mailed = await mailClient(trx, platform, claim, { kind: 'link', key, actorId: actor.userId, now })
    if (!mailed) throw conflict('no_mail')
    await leaveTrace(trx, doing, id, 'follow-link.send')
    return { mailTo: mailed.to }
  })

/** Revoking where nothing lives leaves no trace. */
export const revokeLink = (platform: Platform, doing: Doing, id: string): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    await workedClaim(trx, doing.actor, id)
    const { actor, now } = doing
    if ((await revokeLinks(trx, id, { userId: actor.userId, at: now })) === 0) return
    await appendEvent(trx, claimLinkChanged, {
      subjectId: id,
      actorId: actor.userId,
      at: now,
      data: { live: false },
    })
    await leaveTrace(trx, doing, id, 'follow-link.revoke')
  })
