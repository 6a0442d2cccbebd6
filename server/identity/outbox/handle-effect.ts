/** What an administrator does with an outgoing effect; each act is in the audit. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { type Letter, letter as letterShape, MAIL, withoutSecrets } from '#shared/platform/mail.ts'
import { audit } from '../audit/audit.store.ts'
import { type EffectRow, readEffect } from './outbox.store.ts'

/** 404 for what is not a letter. */
export const openLetter = async (
  platform: Platform,
  actor: Actor,
  entry: { id: string; address: string },
): Promise<{ row: EffectRow; letter: Letter }> => {
  const row = await readEffect(platform.db, entry.id)
  if (row?.kind !== MAIL) throw notFound('letter', entry.id)
  await audit(platform.db, {
    ...trace(platform, actor, entry.id, 'outbox.open'),
    address: entry.address,
  })
  return { row, letter: letterShape.parse(row.payload) }
}

/** `change` gets the payload as it may be kept once the effect is over. Returns the row as it is afterwards. */
export const handleEffect = (
  platform: Platform,
  actor: Actor,
  id: string,
  action: string,
  change: (trx: Trx, keptPayload: unknown) => Promise<void>,
): Promise<EffectRow> =>
  inTransaction(platform.db, async (trx) => {
    const before = await readEffect(trx, id)
    if (!before) throw notFound('effect', id)
    await change(trx, kept(before))
    await audit(trx, trace(platform, actor, id, action))
    return (await readEffect(trx, id))!
  })

const kept = (row: EffectRow): unknown => {
  if (row.kind !== MAIL) return row.payload
  const letter = letterShape.parse(row.payload)
  return letter.secret ? { ...letter, text: withoutSecrets(letter.text) } : letter
}

const trace = (platform: Platform, actor: Actor, id: string, action: string) => ({
  at: platform.clock.now(),
  actorId: actor.userId,
  action,
  outcome: 'ok' as const,
  subjectKind: 'effect',
  subjectId: id,
})
