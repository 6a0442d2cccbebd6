/** Edits a user: fields and roles in one step, with effect on their live screens. */
import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile, differingFields } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { editUser as contract, UserView } from '#shared/identity/user.contract.ts'
import { userChanged } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { voidResets } from '../passwords/reset.store.ts'
import { keepingAnAdministrator } from '../roles/last-administrator.ts'
import { findManaged, mustBeOpen, mustHoldPowersOf, mustStayWithin } from './user.policy.ts'
import { readUser, replaceRoles, updateUser } from './user.store.ts'

export type UserEdit = z.infer<NonNullable<(typeof contract)['body']>>

/** The kind of their versions. A program has no address of its own. */
export const USER = 'user'
export const userState = ({ name, email, language, departmentId, marketId, roles, service }: UserView) => ({
  name,
  ...(!service && { email }),
  language,
  departmentId,
  marketId,
  roles: [...roles].sort(),
})

export const editUser = (
  platform: Platform,
  actor: Actor,
  id: string,
  edit: UserEdit,
  restores?: number,
): Promise<UserView> =>
  inTransaction(platform.db, (trx) =>
    keepingAnAdministrator(trx, async () => {
      const before = await findManaged(trx, actor, id)
      const fields = differingFields(before, edit)
      if (before.version !== edit.version) throw changedMeanwhile(before, edit)
      if (fields.length === 0) return before
      mustStayWithin(actor, edit)
      if (fields.includes('departmentId')) await mustBeOpen(trx, edit.departmentId)
      if (edit.roles) await mustHoldPowersOf(trx, actor, edit.roles)
      if (!(await updateUser(trx, id, edit.version, columnsOf(edit)))) throw changedMeanwhile(before, edit)
      if (edit.roles && !(await replaceRoles(trx, id, edit.roles))) throw invalid({ roles: 'unknown_role' })
      // Codes on their way to the former mailbox must not open the account.
      if (fields.includes('email')) await voidResets(trx, { userId: id }, platform.clock.now())
      const after = (await readUser(trx, id))!
      await leaveTrace(trx, platform, actor, { before, after, fields, restores })
      return after
    }),
  )

const columnsOf = (edit: UserEdit) => ({
  email: edit.email,
  name: edit.name,
  language: edit.language,
  department_id: edit.departmentId,
  market_id: edit.marketId,
})

const leaveTrace = async (
  trx: Trx,
  platform: Platform,
  actor: Actor,
  change: { before: UserView; after: UserView; fields: string[]; restores: number | undefined },
): Promise<void> => {
  const { before, after, fields, restores } = change
  const at = platform.clock.now()
  await appendEvent(trx, userChanged, { subjectId: after.id, actorId: actor.userId, at, data: { fields } })
  await audit(trx, {
    at,
    actorId: actor.userId,
    action: 'user.edit',
    outcome: 'ok',
    subjectKind: 'user',
    subjectId: after.id,
    data: {
      fields,
      ...(fields.includes('roles') && { roles: { from: before.roles, to: after.roles } }),
      ...(restores !== undefined && { restores }),
    },
  })
  await keepVersion(trx, {
    kind: USER,
    subjectId: after.id,
    before: { version: before.version, state: userState(before) },
    after: { version: after.version, state: userState(after) },
    actorId: actor.userId,
    at,
    restores,
  })
}
