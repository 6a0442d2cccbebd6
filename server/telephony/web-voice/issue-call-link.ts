/** A link by which a client calls and is known, for a letter or a message to them. */
import { CALL_LINK_LIVES_MS, issueCallLink } from '#shared/telephony/call-link.contract.ts'
import { vouchFor } from '../../clients/index.ts'
import { audit } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/database.ts'
import { handle, type Route } from '../../platform/http.ts'
import { publicUrl } from '../../platform/mail/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { makeCallLink } from './call-link.ts'

const issue = (
  { db, clock, config }: Platform,
  actor: Actor,
  wish: { clientId: string; addressId: string | null },
): Promise<{ url: string; until: number }> =>
  inTransaction(db, async (trx) => {
    const { clientId, language, phone } = await vouchFor(trx, actor, wish)
    const now = clock.now()
    const until = now + CALL_LINK_LIVES_MS
    await audit(trx, {
      at: now,
      actorId: actor.userId,
      action: 'call-link.issue',
      outcome: 'ok',
      subjectKind: 'client',
      subjectId: clientId,
      data: { addressId: wish.addressId, until: new Date(until).toISOString() },
    })
    const link = makeCallLink(config.SECRET_KEY, { clientId, phone, until })
    return { url: `${publicUrl(config)}/call?${new URLSearchParams({ lang: language, link })}`, until }
  })

export const callLinkRoutes = (platform: Platform): Route[] => [
  handle(issueCallLink, ({ params, body, actor }) => issue(platform, actor, { ...params, ...body })),
]
