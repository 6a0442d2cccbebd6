/** Makes, edits and removes roles. Whoever holds a role is concerned at once. */
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { Permission, Scope } from '#shared/identity/permissions.ts'
import type { RoleView } from '#shared/identity/role.contract.ts'
import { roleChanged, roleCreated, roleRemoved } from '#shared/identity/role.events.ts'
import { audit } from '../audit/audit.store.ts'
import { keepingAnAdministrator } from './last-administrator.ts'
import { deleteRole, insertRole, readRole, replaceGrants, updateRole } from './role.store.ts'

export type RoleForm = {
  nameRu: string
  nameEn: string
  grants: Partial<Record<Permission, Scope>>
  needsSecondFactor?: boolean | undefined
}

/** 409 `exists` for a taken code. */
export const addRole = (
  platform: Platform,
  actor: Actor,
  form: RoleForm & { code: string },
): Promise<RoleView> =>
  inTransaction(platform.db, async (trx) => {
    const id = await insertRole(trx, form)
    await replaceGrants(trx, id, form.grants)
    const role = (await readRole(trx, id))!
    const at = platform.clock.now()
    const data = { code: role.code, grants: role.grants }
    await appendEvent(trx, roleCreated, { subjectId: id, actorId: actor.userId, at, data })
    const made = { ...data, ...(role.needsSecondFactor && { needsSecondFactor: true }) }
    await leaveTrace(trx, { actor, at, action: 'role.create', roleId: id, data: made })
    return role
  })

/** What an administrator sets of a role, as its versions keep it. */
export const roleState = ({ id, code, holders, version, ...state }: RoleView) => state

export const editRole = (
  platform: Platform,
  actor: Actor,
  id: string,
  form: RoleForm & { version: number },
  restores?: number,
): Promise<RoleView> =>
  inTransaction(platform.db, (trx) =>
    keepingAnAdministrator(trx, async () => {
      const before = await readRole(trx, id)
      if (!before) throw notFound('role', id)
      if (!(await updateRole(trx, id, form.version, form))) throw changedMeanwhile(before, form)
      await replaceGrants(trx, id, form.grants)
      const after = (await readRole(trx, id))!
      const at = platform.clock.now()
      const data = { code: after.code, grants: after.grants }
      await appendEvent(trx, roleChanged, { subjectId: id, actorId: actor.userId, at, data })
      const change = {
        code: after.code,
        from: before.grants,
        to: after.grants,
        ...(before.needsSecondFactor !== after.needsSecondFactor && {
          needsSecondFactor: after.needsSecondFactor,
        }),
        ...(restores !== undefined && { restores }),
      }
      await leaveTrace(trx, { actor, at, action: 'role.edit', roleId: id, data: change })
      await keepVersion(trx, {
        kind: 'role',
        subjectId: id,
        before: { version: before.version, state: roleState(before) },
        after: { version: after.version, state: roleState(after) },
        actorId: actor.userId,
        at,
        restores,
      })
      return after
    }),
  )

export const removeRole = (platform: Platform, actor: Actor, id: string, version: number): Promise<void> =>
  inTransaction(platform.db, (trx) =>
    keepingAnAdministrator(trx, async () => {
      const before = await readRole(trx, id)
      if (!before) throw notFound('role', id)
      if (before.holders > 0) throw conflict('role_in_use', { holders: before.holders })
      if (!(await deleteRole(trx, id, version))) throw changedMeanwhile(before, {})
      const at = platform.clock.now()
      const data = { code: before.code }
      await appendEvent(trx, roleRemoved, { subjectId: id, actorId: actor.userId, at, data })
      await leaveTrace(trx, { actor, at, action: 'role.remove', roleId: id, data })
    }),
  )

const leaveTrace = (
  trx: Trx,
  entry: { actor: Actor; at: number; action: string; roleId: string; data: Record<string, unknown> },
): Promise<void> =>
  audit(trx, {
    at: entry.at,
    actorId: entry.actor.userId,
    action: entry.action,
    outcome: 'ok',
    subjectKind: 'role',
    subjectId: entry.roleId,
    data: entry.data,
  })
