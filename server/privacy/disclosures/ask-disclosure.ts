/** Somebody asks for all that is kept about a client: the file is made by a worker, and waits some days to be taken. */
import { familyOf, lockedClient, mustHaveArrived } from '#server/clients/index.ts'
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { disclosureStates } from '#shared/privacy/erasure.state.ts'
import type { Disclosure } from '#shared/privacy/privacy.contract.ts'
import { disclosureMoved } from '#shared/privacy/privacy.events.ts'
import { presentDisclosure } from '../privacy.present.ts'
import { disclosuresOf, insertDisclosure } from './disclosure.store.ts'

/** @throws 409 `disclosure_asked` while one is on its way, `merge_moving`, `erased`, `merged`; 404, 403 */
export const askDisclosure = (platform: Platform, actor: Actor, clientId: string): Promise<Disclosure> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const client = await lockedClient(trx, actor, 'client.disclose', clientId)
    const family = await familyOf(trx, client.id)
    await mustHaveArrived(trx, family)
    const earlier = await disclosuresOf(trx, family)
    if (earlier.some(({ state }) => state === 'asked')) throw conflict('disclosure_asked')
    const row = await insertDisclosure(trx, { clientId: client.id, by: actor.userId, at })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'client.disclose',
      outcome: 'ok',
      subjectKind: 'client',
      subjectId: client.id,
      data: { step: 'asked' },
    })
    await appendEvent(trx, disclosureMoved, {
      subjectId: client.id,
      actorId: actor.userId,
      at,
      data: { disclosureId: row.id, to: disclosureStates.initial },
    })
    return presentDisclosure(row)
  })
