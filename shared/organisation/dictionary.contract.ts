/**
 * Administration of the lists that people choose from: results of contacts, categories of claims, reasons of refusals, sources and branches of clients,
 * groups of products and of custom fields.
 */
import { z } from 'zod'
import { endpoint } from '#shared/platform/endpoint.ts'
import { versionsOf } from '#shared/platform/versions.contract.ts'

export const dictionaryCodes = [
  'dispositions',
  'refusal-reasons',
  'claim-categories',
  'claim-causes',
  'client-sources',
  'client-industries',
  'product-groups',
  'field-groups',
] as const
export type DictionaryCode = (typeof dictionaryCodes)[number]

const dictionary = z.strictObject({ dictionary: z.string().max(40) })
const entry = z.strictObject({ ...dictionary.shape, id: z.uuid() })
const nameField = z.string().trim().min(1).max(100)
const version = z.number().int().positive()

export const entryView = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  nameRu: z.string(),
  nameEn: z.string(),
  parentId: z.uuid().nullable(),
  position: z.number().int(),
  active: z.boolean(),
  version: z.number().int(),
  /** Of which queues it is; null: of all. Only dispositions are of queues. */
  queueIds: z.array(z.uuid()).nullable(),
})
export type EntryView = z.infer<typeof entryView>

export const dictionaryView = z.strictObject({
  code: z.enum(dictionaryCodes),
  /** See shared/organisation/dictionary.ts. */
  shape: z.enum(['flat', 'mixed', 'headed']),
  /** Headings with what is below them, in order. */
  entries: z.array(entryView),
})
export type DictionaryView = z.infer<typeof dictionaryView>

/** 404 for a list there is not, as for all of these. */
export const readDictionary = endpoint({
  method: 'GET',
  path: '/api/dictionaries/:dictionary',
  gate: 'organisation.manage',
  params: dictionary,
  reply: dictionaryView,
})

/** It comes last among its siblings. 409 `exists` for a taken code; 422 `parentId: unknown` where no entry may stand. */
export const addEntry = endpoint({
  method: 'POST',
  path: '/api/dictionaries/:dictionary',
  gate: 'organisation.manage',
  params: dictionary,
  body: z.strictObject({
    code: z.string().refine((text) => /^[a-z][a-z0-9.-]{0,48}$/.test(text), 'invalid_code'),
    nameRu: nameField,
    nameEn: nameField,
    parentId: z.uuid().nullable(),
  }),
  reply: dictionaryView,
})

/** Only what is given changes. 409 `changed_meanwhile` with `current`; 409 `last_entry` where nothing would be left to choose; 422 `queueIds: unknown`. */
export const editEntry = endpoint({
  method: 'PATCH',
  path: '/api/dictionaries/:dictionary/:id',
  gate: 'organisation.manage',
  params: entry,
  body: z.strictObject({
    version,
    nameRu: nameField.optional(),
    nameEn: nameField.optional(),
    active: z.boolean().optional(),
    queueIds: z.array(z.uuid()).min(1).max(100).nullable().optional(),
  }),
  reply: entryView,
})

export const entryVersions = versionsOf('/api/dictionaries/:dictionary/:id', 'organisation.manage', entry)

/** A place up or down among its siblings; where there is none, nothing changes. */
export const moveEntry = endpoint({
  method: 'POST',
  path: '/api/dictionaries/:dictionary/:id/move',
  gate: 'organisation.manage',
  params: entry,
  body: z.strictObject({ by: z.enum(['up', 'down']) }),
  reply: dictionaryView,
})
