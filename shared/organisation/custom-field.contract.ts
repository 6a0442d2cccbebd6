/** Fields that an administrator adds to clients, interactions, claims and deals. */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { versionsOf } from '#shared/platform/versions.contract.ts'

/** What may have fields added. */
export const customThings = ['client', 'interaction', 'claim', 'deal'] as const
export type CustomThing = (typeof customThings)[number]
export const customTypes = ['text', 'number', 'money', 'date', 'flag', 'choice', 'choices'] as const
export type CustomType = (typeof customTypes)[number]

/** Into a cell of a table the names of several go with a semicolon between them. */
const optionName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !name.includes(';'), 'invalid_format')

/** One of a list. A value holds its id; once one does, its names stay. */
export const customOption = z.strictObject({
  id: z.uuid(),
  nameRu: optionName,
  nameEn: optionName,
  archived: z.boolean(),
})
export type CustomOption = z.infer<typeof customOption>

const name = z.string().trim().min(1).max(100)
const hint = z.string().trim().max(200)
const unit = z.string().trim().max(20)

/** What an administrator may change. */
const editable = {
  nameRu: name,
  nameEn: name,
  hintRu: hint,
  hintEn: hint,
  /** Of a number. */
  unitRu: unit,
  unitEn: unit,
  /** Digits after the point that a number may have. */
  decimals: z.number().int().min(0).max(6),
  /** In order; none goes, it is archived. */
  options: z.array(customOption).max(100),
  /** Asked for where it is written by hand. */
  required: z.boolean(),
  /** Texts alone: found by the search of clients. */
  searchable: z.boolean(),
  /** Goes when a person asks to be forgotten. */
  personal: z.boolean(),
  /** The heading that it stands under; null: none. */
  groupId: z.uuid().nullable(),
}

export const customField = z.strictObject({
  id: z.uuid(),
  thing: z.enum(customThings),
  type: z.enum(customTypes),
  ...editable,
  position: z.number().int(),
  archived: z.boolean(),
  version: z.number().int(),
})
export type CustomField = z.infer<typeof customField>

/** A heading that fields stand under; the administration of lists keeps them. */
export const fieldGroup = z.strictObject({
  id: z.uuid(),
  nameRu: z.string(),
  nameEn: z.string(),
  active: z.boolean(),
})
export type FieldGroup = z.infer<typeof fieldGroup>

/**
 * Every field there is, the archived too: old values are read by them. In order, things one after another. Groups in their
 * order; those of one that is switched off stand under no heading.
 */
export const readCustomFields = endpoint({
  method: 'GET',
  path: '/api/custom-fields',
  gate: 'signed-in',
  reply: z.strictObject({ fields: z.array(customField), groups: z.array(fieldGroup) }),
})

/** Comes last. 422 `taken` for a name that another field of the same thing has, `groupId: unknown`. */
export const addCustomField = endpoint({
  method: 'POST',
  path: '/api/custom-fields',
  gate: 'organisation.manage',
  body: z.strictObject({
    thing: z.enum(customThings),
    type: z.enum(customTypes),
    nameRu: name,
    nameEn: name,
    hintRu: hint.default(''),
    hintEn: hint.default(''),
    unitRu: unit.default(''),
    unitEn: unit.default(''),
    decimals: editable.decimals.default(0),
    options: editable.options.default([]),
    required: z.boolean().default(false),
    searchable: z.boolean().default(false),
    personal: z.boolean().default(false),
    groupId: editable.groupId.default(null),
  }),
  reply: customField,
})
export type NewCustomField = z.infer<NonNullable<typeof addCustomField.body>>

/**
 * Only what is given changes. 409 `changed_meanwhile` with `current`; 422 `taken`, and `option_in_use` for a new name of
 * an option that values hold.
 */
export const editCustomField = endpoint({
  method: 'PATCH',
  path: '/api/custom-fields/:id',
  gate: 'organisation.manage',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({
    version: z.number().int().positive(),
    nameRu: editable.nameRu.optional(),
    nameEn: editable.nameEn.optional(),
    hintRu: editable.hintRu.optional(),
    hintEn: editable.hintEn.optional(),
    unitRu: editable.unitRu.optional(),
    unitEn: editable.unitEn.optional(),
    decimals: editable.decimals.optional(),
    options: editable.options.optional(),
    required: editable.required.optional(),
    searchable: editable.searchable.optional(),
    personal: editable.personal.optional(),
    groupId: editable.groupId.optional(),
    archived: z.boolean().optional(),
  }),
  reply: customField,
})
export type CustomFieldEdit = z.infer<NonNullable<typeof editCustomField.body>>

export const customFieldVersions = versionsOf(
  '/api/custom-fields/:id',
  'organisation.manage',
  z.strictObject({ id: z.uuid() }),
)

/** A place up or down among the fields of its thing; where there is none, nothing changes. */
export const moveCustomField = endpoint({
  method: 'POST',
  path: '/api/custom-fields/:id/move',
  gate: 'organisation.manage',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ by: z.enum(['up', 'down']) }),
  reply: z.strictObject({ fields: z.array(customField) }),
})

/** As values travel: a text, a number in decimal text, money as `1200.5 RUB` or a day `YYYY-MM-DD`; yes or no; the id of an option, or several. */
export const customValue = z.union([z.boolean(), z.string().max(2_000), z.array(z.uuid()).max(100)])

/** What stands in a thing's fields, by the field's id. */
export const customValues = z.record(z.string(), customValue)
/** What is written into them: null empties. What is not named stays. */
export const customGiven = z.record(z.uuid(), customValue.nullable())
/** A list's filter by fields: see custom-filter.ts. */
export const customFilter = z.string().trim().max(2_000).optional()
