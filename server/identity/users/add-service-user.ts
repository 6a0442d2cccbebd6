/** Makes a user for a program: nobody is invited, no password is ever chosen, only tokens act for it. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { UserView } from '#shared/identity/user.contract.ts'
import { userCreated } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { createUser } from './create-user.ts'
import { mustBeOpen, mustHoldPowersOf, mustStayWithin } from './user.policy.ts'
import { readUser } from './user.store.ts'

/** Every user has an address that is theirs alone; under `.invalid` (RFC 2606) no letter arrives. */
const addressOf = (): string => `${randomUUID()}@service.invalid`

export const addServiceUser = (
  platform: Platform,
  actor: Actor,
  form: { name: string; departmentId: string | null; marketId: string | null; roles: string[] },
): Promise<UserView> =>
  inTransaction(platform.db, async (trx) => {
    mustStayWithin(actor, form)
    await mustBeOpen(trx, form.departmentId)
    await mustHoldPowersOf(trx, actor, form.roles)
    const id = await createUser(trx, {
      ...form,
      email: addressOf(),
      language: actor.language,
      passwordHash: null,
      service: true,
    })
    const at = platform.clock.now()
    const data = { roles: form.roles }
    await appendEvent(trx, userCreated, { subjectId: id, actorId: actor.userId, at, data })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'user.create',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: id,
      data: { ...data, service: true },
    })
    return (await readUser(trx, id))!
  })
