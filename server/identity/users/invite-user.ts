/** Makes a user and invites them to choose a password. */
import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { publicUrl, putMail } from '#server/platform/mail/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { invitationLetter } from '#shared/identity/letters.ts'
import { passwordPage } from '#shared/identity/password.contract.ts'
import type { addUser, invitation, UserView } from '#shared/identity/user.contract.ts'
import { userCreated } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { makeReset } from '../passwords/make-reset.ts'
import { createUser } from './create-user.ts'
import { findManaged, mustBeOpen, mustHoldPowersOf, mustStayWithin } from './user.policy.ts'
import { readUser } from './user.store.ts'

export type Invitation = z.infer<typeof invitation>
type NewUserForm = z.infer<NonNullable<(typeof addUser)['body']>>

export const inviteUser = (
  platform: Platform,
  actor: Actor,
  form: NewUserForm,
): Promise<{ user: UserView; invitation: Invitation }> =>
  inTransaction(platform.db, async (trx) => {
    mustStayWithin(actor, form)
    await mustBeOpen(trx, form.departmentId)
    await mustHoldPowersOf(trx, actor, form.roles)
    const id = await createUser(trx, { ...form, passwordHash: null })
    const user = (await readUser(trx, id))!
    const at = platform.clock.now()
    await appendEvent(trx, userCreated, {
      subjectId: id,
      actorId: actor.userId,
      at,
      data: { roles: user.roles },
    })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'user.create',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: id,
      data: { roles: user.roles },
    })
    return { user, invitation: await writeInvitation(platform, trx, actor, user) }
  })

/** A new link; the one before opens nothing any more. */
export const inviteAgain = (platform: Platform, actor: Actor, id: string): Promise<Invitation> =>
  inTransaction(platform.db, async (trx) => {
    const user = await findManaged(trx, actor, id)
    if (!user.invited || !user.active) throw conflict('not_invited')
    await audit(trx, {
      at: platform.clock.now(),
      actorId: actor.userId,
      action: 'user.invite',
      outcome: 'ok',
      subjectKind: 'user',
      subjectId: id,
    })
    return writeInvitation(platform, trx, actor, user)
  })

const writeInvitation = async (
  platform: Platform,
  trx: Trx,
  actor: Actor,
  user: UserView,
): Promise<Invitation> => {
  const now = platform.clock.now()
  const { code, expiresAt } = await makeReset(trx, {
    userId: user.id,
    purpose: 'invitation',
    madeBy: actor.userId,
    now,
  })
  const path = passwordPage(code)
  await putMail(trx, {
    to: user.email,
    ...invitationLetter(user.language, {
      name: user.name,
      link: publicUrl(platform.config) + path,
      by: actor.name,
    }),
    key: `invitation:${user.id}:${expiresAt}`,
    now,
    until: expiresAt,
    secret: true,
  })
  return { path, expiresAt }
}
