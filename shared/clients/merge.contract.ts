/** Duplicates of a card: suggested with reasons, merged after a look at what comes of it, and parted again. */
import { z } from 'zod'
import { customValue } from '../organisation/custom-field.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { duplicateReasons } from './duplicate-score.ts'

const client = z.strictObject({ clientId: z.uuid() })

export const duplicate = z.strictObject({
  clientId: z.uuid(),
  name: z.string(),
  managerName: z.string().nullable(),
  /** 0 to 1: how likely it is the same client. */
  score: z.number(),
  reasons: z.array(z.strictObject({ reason: z.enum(duplicateReasons), value: z.string() })),
})
export type Duplicate = z.infer<typeof duplicate>

/** Likeliest first, those that the reader may see; none that somebody has found to be another client. */
export const readDuplicates = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/duplicates',
  gate: 'client.read',
  params: client,
  reply: z.strictObject({ duplicates: z.array(duplicate) }),
})

const shownSide = z.strictObject({
  clientId: z.uuid(),
  name: z.string(),
  managerName: z.string().nullable(),
})
export const duplicatePair = z.strictObject({
  one: shownSide,
  other: shownSide,
  score: z.number(),
  reasons: duplicate.shape.reasons,
})
export type DuplicatePair = z.infer<typeof duplicatePair>

/** Of the whole house: pairs that share an address, the tax number, or name and region; likeliest first. */
export const listDuplicates = endpoint({
  method: 'GET',
  path: '/api/client-duplicates',
  gate: 'client.merge',
  reply: z.strictObject({
    pairs: z.array(duplicatePair),
    /** There are more than are shown: settle these first. */
    more: z.boolean(),
  }),
})

/** They are two clients: not suggested again. */
export const dismissDuplicate = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/duplicates/:otherId/dismiss',
  gate: 'client.edit',
  params: client.extend({ otherId: z.uuid() }),
  reply: z.undefined(),
})

/** Fields that the standing card may take from the merged one. */
export const mergeFields = [
  'kind',
  'name',
  'marketId',
  'country',
  'region',
  'industry',
  'source',
  'taxNumber',
  'language',
  'managerId',
] as const
/** Or one that an administrator added. */
export const mergeField = z.union([z.enum(mergeFields), z.templateLiteral(['custom.', z.uuid()])])
export type MergeField = z.infer<typeof mergeField>

const side = z.strictObject({ clientId: z.uuid(), name: z.string(), version: z.number().int() })

export const mergePreview = z.strictObject({
  into: side,
  other: side,
  /** Where the two differ; the values as a person reads them are for the screen. */
  differing: z.array(
    z.strictObject({
      field: mergeField,
      into: customValue.nullable(),
      other: customValue.nullable(),
      /** Names of what is an id: a market or a manager. */
      intoName: z.string().nullable(),
      otherName: z.string().nullable(),
    }),
  ),
  /** How much comes over, by table of what: persons, addresses, interactions and so on. */
  moving: z.array(z.strictObject({ what: z.string(), count: z.number().int() })),
})
export type MergePreview = z.infer<typeof mergePreview>

export const previewMerge = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/merge/:otherId',
  gate: 'client.merge',
  params: client.extend({ otherId: z.uuid() }),
  reply: mergePreview,
})

export const merge = z.strictObject({
  id: z.uuid(),
  mergedId: z.uuid(),
  mergedName: z.string(),
  state: z.enum(['moving', 'done', 'undoing', 'undone']),
  byName: z.string().nullable(),
  at: z.number().int(),
})
export type Merge = z.infer<typeof merge>

/** All or nothing. @throws 409 `stale` when either card is no longer as it was shown, `merged`, `same_client`, `merge_moving` */
export const mergeClients = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/merge/:otherId',
  gate: 'client.merge',
  params: client.extend({ otherId: z.uuid() }),
  body: z.strictObject({
    version: z.number().int().min(1),
    otherVersion: z.number().int().min(1),
    /** Whose value the other card gives; all else stays as it is. */
    take: z.array(mergeField).max(200).default([]),
  }),
  reply: merge,
})

/** What was merged into the card and is not parted yet. */
export const readMerges = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/merges',
  gate: 'client.read',
  params: client,
  reply: z.strictObject({ merges: z.array(merge) }),
})

/** Parts the cards in any order. @throws 409 `merge_moving`, `merge_undone` */
export const undoMerge = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/merges/:mergeId/undo',
  gate: 'client.merge',
  params: client.extend({ mergeId: z.uuid() }),
  reply: merge,
})
