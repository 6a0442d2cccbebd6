/** Makes, renames, moves, closes and opens departments; their tree stays a tree. */
import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile, differingFields } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type {
  addDepartment as adding,
  DepartmentFull,
  editDepartment as editing,
} from '#shared/organisation/department.contract.ts'
import { mayStandUnder } from '#shared/organisation/department-tree.ts'
import { departmentChanged, departmentCreated } from '#shared/organisation/organisation.events.ts'
import { type Administration, type Audited, namesOf, type Peopled } from '../administration.ts'
import { insertDepartment } from '../organisation.store.ts'
import { type DepartmentEdit, keepState, lockTree, updateDepartment } from './department.store.ts'

type Form = z.infer<NonNullable<(typeof adding)['body']>>
type Edit = z.infer<NonNullable<(typeof editing)['body']>>

/** The kind of its versions; whether it is closed is no part of them: that is a deed of its own, with a way back. */
export const DEPARTMENT = 'department'
export const departmentState = ({ nameRu, nameEn, parentId }: DepartmentFull) => ({
  nameRu,
  nameEn,
  parentId,
})

/** How many names a refusal tells. */
const TOLD = 10

/** Throws 409 `exists`; 422 at `parentId`. */
export const addDepartment = (house: Administration, actor: Actor, form: Form): Promise<DepartmentFull> =>
  inTransaction(house.db, async (trx) => {
    mustBeOpen(await lockTree(trx), form.parentId)
    const id = await insertDepartment(trx, {
      code: form.code,
      name_ru: form.nameRu,
      name_en: form.nameEn,
      parent_id: form.parentId,
    })
    const [at, data] = [house.clock.now(), { code: form.code }]
    await keepState(trx, id, at)
    await appendEvent(trx, departmentCreated, { subjectId: id, actorId: actor.userId, at, data })
    await house.audit(trx, { ...traceOf(actor.userId, id, at), action: 'department.create', data })
    return findIn(await lockTree(trx), id)
  })

/** A department as a change finds it, in a tree that nobody else changes meanwhile. */
type Found = { trx: Trx; tree: DepartmentFull[]; before: DepartmentFull }

/** Throws 409 `changed_meanwhile` when `version` is no longer the department's; 404. */
const inTree = (
  { db }: Administration,
  id: string,
  { version, ...sent }: Edit,
  work: (found: Found) => Promise<DepartmentFull>,
): Promise<DepartmentFull> =>
  inTransaction(db, async (trx) => {
    const tree = await lockTree(trx)
    const before = findIn(tree, id)
    if (before.version !== version) throw changedMeanwhile(before, sent)
    return work({ trx, tree, before })
  })

type Turn = (
  house: Administration,
  actor: Actor,
  id: string,
  form: Pick<Edit, 'version'>,
) => Promise<DepartmentFull>

/** Throws 409 `changed_meanwhile`; 422 at `parentId`; 404. */
export const editDepartment = (
  house: Administration,
  actor: Actor,
  id: string,
  form: Edit,
  restores?: number,
): Promise<DepartmentFull> =>
  inTree(house, id, form, async ({ trx, tree, before }) => {
    const { version, ...edit } = form
    const fields = differingFields(before, edit)
    if (fields.length === 0) return before
    if (fields.includes('parentId')) mustFit(tree, id, edit, 'parentId')
    return write(trx, house, actor.userId, { before, edit, action: 'department.edit', restores })
  })

/** Throws 409 `department_in_use` with `names`; 409 `changed_meanwhile`; 404. */
export const closeDepartment: Turn = (house, actor, id, form) =>
  inTree(house, id, form, async ({ trx, tree, before }) => {
    if (before.closedAt !== null) return before
    await mustBeEmpty(trx, house, { tree, id, language: actor.language })
    const edit = { closedAt: house.clock.now() }
    return write(trx, house, actor.userId, { before, edit, action: 'department.close' })
  })

/** Nobody is left in a closed department. Throws 409 `department_in_use` with `names`. */
export const mustBeEmpty = async (
  trx: Trx,
  house: Peopled,
  { tree, id, language }: { tree: DepartmentFull[]; id: string; language: Actor['language'] },
): Promise<void> => {
  const below = tree.filter(({ parentId, closedAt }) => parentId === id && closedAt === null)
  const names = [...(await house.peopleIn(trx, id)), ...namesOf(below, { language })]
  if (names.length === 0) return
  const more = names.length > TOLD ? ` … +${names.length - TOLD}` : ''
  throw conflict('department_in_use', { names: names.slice(0, TOLD).join(', ') + more })
}

/** Throws 409 `parent_closed`; 409 `changed_meanwhile`; 404. */
export const reopenDepartment: Turn = (house, actor, id, form) =>
  inTree(house, id, form, async ({ trx, tree, before }) => {
    if (before.closedAt === null) return before
    const parent = tree.find((one) => one.id === before.parentId)
    if (parent && parent.closedAt !== null) throw conflict('parent_closed')
    return write(trx, house, actor.userId, { before, edit: { closedAt: null }, action: 'department.reopen' })
  })

export const findIn = (tree: DepartmentFull[], id: string): DepartmentFull => {
  const found = tree.find((one) => one.id === id)
  if (!found) throw notFound('department', id)
  return found
}

const mustBeOpen = (tree: DepartmentFull[], parentId: string | null, field = 'parentId'): void => {
  if (parentId === null) return
  const parent = tree.find((one) => one.id === parentId)
  if (!parent) throw invalid({ [field]: 'unknown' })
  if (parent.closedAt !== null) throw invalid({ [field]: 'closed_department' })
}

/** Where it is to go is open, and not below itself. Throws 422 at `field`. */
export const mustFit = (
  tree: DepartmentFull[],
  id: string,
  { parentId }: { parentId?: string | null | undefined },
  field: string,
): void => {
  if (parentId === undefined) return
  mustBeOpen(tree, parentId, field)
  if (!mayStandUnder(tree, id, parentId)) throw invalid({ [field]: 'below_itself' })
}

const traceOf = (actorId: string, id: string, at: number) => ({
  at,
  actorId,
  outcome: 'ok' as const,
  subjectKind: 'department',
  subjectId: id,
})

/** `from`: the moment since which it is so, epoch ms; a plan may be carried out a little late. */
export const write = async (
  trx: Trx,
  house: Audited,
  actorId: string,
  change: {
    before: DepartmentFull
    edit: DepartmentEdit
    action: string
    from?: number
    planId?: string
    restores?: number | undefined
  },
): Promise<DepartmentFull> => {
  const { before, edit, action, planId, restores } = change
  const { id } = before
  const fields = differingFields(before, edit) as (keyof DepartmentEdit)[]
  const at = house.clock.now()
  await keepState(trx, id, 'ever')
  await updateDepartment(trx, id, edit)
  await keepState(trx, id, change.from ?? at)
  await appendEvent(trx, departmentChanged, { subjectId: id, actorId, at, data: { fields } })
  const told = (of: DepartmentEdit) => Object.fromEntries(fields.map((field) => [field, of[field]]))
  await house.audit(trx, {
    ...traceOf(actorId, id, at),
    action,
    data: {
      fields,
      from: told(before),
      to: told(edit),
      ...(planId && { planId }),
      ...(restores !== undefined && { restores }),
    },
  })
  const after = findIn(await lockTree(trx), id)
  await keepVersion(trx, {
    kind: DEPARTMENT,
    subjectId: id,
    before: { version: before.version, state: departmentState(before) },
    after: { version: after.version, state: departmentState(after) },
    actorId,
    at,
    restores,
  })
  return after
}
