import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readSealed } from '#server/platform/secret.store.ts'
import * as wire from '#shared/claims/mail/mailbox.contract.ts'
import { listMarkets } from '../policy.store.ts'
import { editMailbox } from './edit-mailbox.ts'
import { findMailbox, listMailboxes, noteReading } from './mailbox.store.ts'
import { faultOf, inMailbox, passwordName } from './open-mailbox.ts'

/** Every market, with its mailbox where it has one. */
const present = async ({ db }: Platform): Promise<{ mailboxes: wire.Mailbox[] }> => {
  const markets = await listMarkets(db)
  const boxes = new Map((await listMailboxes(db)).map((box) => [box.market_id, box]))
  const sealed = await readSealed(
    db,
    markets.map(({ id }) => passwordName(id)),
  )
  const boxOf = (marketId: string): wire.Mailbox['box'] => {
    const box = boxes.get(marketId)
    if (!box) return null
    const { address, host, port, secure, account, folder, active, fault, version } = box
    const hasPassword = sealed.has(passwordName(marketId))
    return {
      ...{ address, host, port, secure, account, folder, active, fault, version },
      hasPassword,
      readAt: box.read_at,
    }
  }
  return { mailboxes: markets.map((market) => ({ market, box: boxOf(market.id) })) }
}

export const mailboxRoutes = (platform: Platform): Route[] => [
  handle(wire.readMailboxes, () => present(platform)),
  handle(wire.putMailbox, async ({ params, body, actor }) => {
    await editMailbox(platform, { actor, now: platform.clock.now() }, params.marketId, body)
    return present(platform)
  }),
  handle(wire.checkMailbox, async ({ params }) => {
    const box = await findMailbox(platform.db, params.marketId)
    if (!box) throw notFound('mailbox', params.marketId)
    const fault = await inMailbox(platform, box, (mail) =>
      mail.mailboxOpen(box.folder, { readOnly: true }),
    ).then(() => null, faultOf)
    await noteReading(platform.db, box.market_id, { fault })
    return { fault }
  }),
]
