/** An administrator sets up the mailbox of a market. The password is sealed and never shown; what was changed is audited. */
import type { z } from 'zod'
import { audit } from '#server/identity/index.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { writeSealed } from '#server/platform/secret.store.ts'
import { seal } from '#server/platform/secret-box.ts'
import type { Doing } from '#server/sales/index.ts'
import type { putMailbox } from '#shared/claims/mail/mailbox.contract.ts'
import { findFormMarket } from '../form/form.store.ts'
import { insertMailbox, lockMailbox, updateMailbox } from './mailbox.store.ts'
import { passwordName } from './open-mailbox.ts'

type Wish = z.infer<NonNullable<typeof putMailbox.body>>

/** @throws 404 for an unknown market, 409 `stale` */
export const editMailbox = (
  platform: Platform,
  doing: Doing,
  marketId: string,
  { version, password, ...wish }: Wish,
): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    if (!(await findFormMarket(trx, marketId))) throw notFound('market', marketId)
    const { actor, now } = doing
    const before = await lockMailbox(trx, marketId)
    if ((before?.version ?? 0) !== version) throw conflict('stale', { version: before?.version ?? 0 })
    if (!before) await insertMailbox(trx, marketId, wish, now)
    else {
      const isSame = (['host', 'account', 'folder'] as const).every((name) => before[name] === wish[name])
      // What lies in a mailbox when it is first read was answered elsewhere.
      await updateMailbox(trx, marketId, wish, { version, since: isSame ? null : now })
    }
    if (password !== undefined) await keep(trx, platform, doing, marketId, password)
    await audit(trx, {
      at: now,
      actorId: actor.userId,
      action: 'mailbox.edit',
      outcome: 'ok',
      subjectKind: 'market',
      subjectId: marketId,
      data: { address: wish.address, active: wish.active, password: password !== undefined },
    })
  })

const keep = (
  trx: Trx,
  { config }: Platform,
  { actor, now }: Doing,
  marketId: string,
  password: string,
): Promise<void> => {
  const name = passwordName(marketId)
  return writeSealed(trx, {
    name,
    sealed: seal(config.SECRET_KEY, name, password),
    at: now,
    by: actor.userId,
  })
}
