/** Adds fields to clients, interactions, claims and deals, changes, orders and archives them. None is ever removed. */
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type {
  CustomField,
  CustomFieldEdit,
  NewCustomField,
} from '#shared/organisation/custom-field.contract.ts'
import { fieldFaults, optionsRenamed } from '#shared/organisation/custom-field-rules.ts'
import { sameValue } from '#shared/organisation/custom-value.ts'
import { moved } from '#shared/organisation/dictionary.ts'
import { customFieldChanged, customFieldCreated } from '#shared/organisation/organisation.events.ts'
import type { Administration } from '../administration.ts'
import { heldOptions, insertField, lockFields, placeFields, updateField } from './custom-field.store.ts'
import { listGroups } from './field-group.store.ts'

/** Comes last among the fields of its thing. Throws 422 by field. */
export const addCustomField = (
  house: Administration,
  actor: Actor,
  form: NewCustomField,
): Promise<CustomField> =>
  inTransaction(house.db, async (trx) => {
    const siblings = (await lockFields(trx)).filter(({ thing }) => thing === form.thing)
    mustBeRight(siblings, form)
    await groupMustBe(trx, form.groupId)
    const position = Math.max(-1, ...siblings.map((one) => one.position)) + 1
    const id = await insertField(trx, { ...form, position })
    const { at, trace } = traceOf(house, actor, id)
    const data = { thing: form.thing }
    await appendEvent(trx, customFieldCreated, { subjectId: id, actorId: actor.userId, at, data })
    await house.audit(trx, { ...trace, action: 'custom-field.add', data: { ...data, name: form.nameRu } })
    return findField(await lockFields(trx), id)
  })

/** The kind of its versions; its place among the others is no part of them. */
export const FIELD = 'custom-field'
export const fieldState = ({
  id: _,
  thing: __,
  type: ___,
  position: ____,
  version: _____,
  ...state
}: CustomField) => state

/** Throws 409 `changed_meanwhile`; 422 by field; 404. */
export const editCustomField = (
  house: Administration,
  actor: Actor,
  id: string,
  { version, ...edit }: CustomFieldEdit,
  restores?: number,
): Promise<CustomField> =>
  inTransaction(house.db, async (trx) => {
    const fields = await lockFields(trx)
    const before = findField(fields, id)
    const changed = Object.keys(edit).filter(
      (key) => !sameValue(edit[key as keyof typeof edit], before[key as keyof CustomField]),
    )
    if (before.version !== version) throw changedMeanwhile(before, edit)
    if (changed.length === 0) return before
    const siblings = fields.filter((one) => one.thing === before.thing && one.id !== id)
    mustBeRight(siblings, { ...before, ...edit })
    await optionsMustStand(trx, before, edit)
    if (changed.includes('groupId')) await groupMustBe(trx, edit.groupId)
    await updateField(trx, id, edit)
    const was = Object.fromEntries(changed.map((key) => [key, before[key as keyof CustomField]]))
    await tellChange(trx, house, actor, before, { fields: changed, was, restores })
    const after = findField(await lockFields(trx), id)
    await keepVersion(trx, {
      kind: FIELD,
      subjectId: id,
      before: { version: before.version, state: fieldState(before) },
      after: { version: after.version, state: fieldState(after) },
      actorId: actor.userId,
      at: house.clock.now(),
      restores,
    })
    return after
  })

/** Throws 404. */
export const moveCustomField = (
  house: Administration,
  actor: Actor,
  id: string,
  by: 'up' | 'down',
): Promise<CustomField[]> =>
  inTransaction(house.db, async (trx) => {
    const fields = await lockFields(trx)
    const field = findField(fields, id)
    const siblings = fields.filter(({ thing }) => thing === field.thing)
    const order = moved(
      siblings.map((one) => ({ ...one, parentId: null, active: !one.archived })),
      id,
      by,
    )
    if (order) {
      await placeFields(
        trx,
        order.map((one) => one.id),
      )
      await tellChange(trx, house, actor, field, { fields: ['position'] })
    }
    return lockFields(trx)
  })

export const findField = (fields: CustomField[], id: string): CustomField => {
  const found = fields.find((one) => one.id === id)
  if (!found) throw notFound('custom-field', id)
  return found
}

const mustBeRight = (siblings: CustomField[], field: NewCustomField): void => {
  const faults = fieldFaults(siblings, field)
  if (Object.keys(faults).length > 0) throw invalid(faults)
}

/** One that is switched off takes no new fields. */
const groupMustBe = async (trx: Trx, id: string | null | undefined): Promise<void> => {
  if (!id) return
  const groups = await listGroups(trx)
  if (!groups.some((one) => one.id === id && one.active)) throw invalid({ groupId: 'unknown' })
}

/** What values hold keeps its name: else they would come to say what nobody wrote. */
const optionsMustStand = async (
  trx: Trx,
  before: CustomField,
  { options }: Pick<CustomFieldEdit, 'options'>,
): Promise<void> => {
  if (!options) return
  if (!before.options.every(({ id }) => options.some((one) => one.id === id)))
    throw invalid({ options: 'option_in_use' })
  const [held] = await heldOptions(trx, before, optionsRenamed(before.options, options))
  if (held) {
    const at = options.findIndex(({ id }) => id === held)
    throw invalid({ [`options.${at}`]: 'option_in_use' })
  }
}

const traceOf = (house: Administration, actor: Actor, id: string) => {
  const at = house.clock.now()
  const trace = {
    at,
    actorId: actor.userId,
    outcome: 'ok',
    subjectKind: 'custom-field',
    subjectId: id,
  } as const
  return { at, trace }
}

const tellChange = async (
  trx: Trx,
  house: Administration,
  actor: Actor,
  { id, thing, nameRu }: CustomField,
  {
    fields,
    was,
    restores,
  }: { fields: string[]; was?: Record<string, unknown>; restores?: number | undefined },
): Promise<void> => {
  const { at, trace } = traceOf(house, actor, id)
  const event = { subjectId: id, actorId: actor.userId, at, data: { thing, fields } }
  await appendEvent(trx, customFieldChanged, event)
  const data = {
    thing,
    name: nameRu,
    fields,
    ...(was && { was }),
    ...(restores !== undefined && { restores }),
  }
  await house.audit(trx, { ...trace, action: 'custom-field.edit', data })
}
