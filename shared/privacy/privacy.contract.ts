/** A client's personal data: handed out as a file, erased, held. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { disclosureStates, erasureStates } from './erasure.state.ts'

const client = z.strictObject({ clientId: z.uuid() })
const person = client.extend({ personId: z.uuid() })

/** The person asks; a consent is taken back; nothing is needed any more. */
export const grounds = ['request', 'withdrawn', 'retention'] as const

export const hold = z.strictObject({
  id: z.uuid(),
  /** Null for who may not hold. */
  reason: z.string().nullable(),
  byName: z.string().nullable(),
  at: z.number().int(),
})
export type Hold = z.infer<typeof hold>

export const erasure = z.strictObject({
  number: z.number().int(),
  state: z.enum(erasureStates.states),
  ground: z.enum(grounds),
  byName: z.string().nullable(),
  at: z.number().int(),
})

export const disclosure = z.strictObject({
  id: z.uuid(),
  state: z.enum(disclosureStates.states),
  byName: z.string().nullable(),
  at: z.number().int(),
  /** When the file goes; null while there is none. */
  expiresAt: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
})
export type Disclosure = z.infer<typeof disclosure>

/** What the card shows of it. */
export const readPersonalData = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/personal-data',
  gate: 'client.read',
  params: client,
  reply: z.strictObject({
    holds: z.array(hold),
    erasure: erasure.nullable(),
    /** Newest first; none for who may not disclose. */
    disclosures: z.array(disclosure),
    /** What the reader may do with this card. */
    may: z.strictObject({ disclose: z.boolean(), erase: z.boolean(), hold: z.boolean() }),
  }),
})
export type PersonalData = z.infer<typeof readPersonalData.reply>

const counted = z.array(z.strictObject({ what: z.string(), count: z.number().int() }))

/** What has to end first, and what will go and stay. */
export const erasurePreview = z.strictObject({
  /** To be typed again by whoever erases. */
  name: z.string(),
  goes: counted,
  stays: counted,
  /** Why it can't be now: open contacts, claims, deals and tasks, a hold. */
  hindrances: counted,
})
export type ErasurePreview = z.infer<typeof erasurePreview>

const deed = z.strictObject({
  ground: z.enum(grounds),
  /** The second look: the name as it stands. */
  name: z.string().max(300),
})

export const previewErasure = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/erasure',
  gate: 'client.erase',
  params: client,
  reply: erasurePreview,
})

/** Not to be undone. @throws 409 `held`, `open_work`, `merge_moving`, `merged`, `erased`; 422 `not_the_name` */
export const eraseClient = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/erasure',
  gate: 'client.erase',
  params: client,
  body: deed,
  reply: erasure,
})

export const previewPersonErasure = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/persons/:personId/erasure',
  gate: 'client.erase',
  params: person,
  reply: erasurePreview,
})

/** A contact person alone; the company stays. */
export const erasePerson = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/persons/:personId/erasure',
  gate: 'client.erase',
  params: person,
  body: deed,
  reply: erasure,
})

const reason = z.strictObject({ reason: z.string().trim().min(1).max(500) })

/** @throws 409 `held`, `erased`, `merged` */
export const putHold = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/holds',
  gate: 'client.hold',
  params: client,
  body: reason,
  reply: hold,
})

/** @throws 409 `hold_lifted` */
export const liftHold = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/holds/:holdId/lift',
  gate: 'client.hold',
  params: client.extend({ holdId: z.uuid() }),
  body: reason,
  reply: z.undefined(),
})

export const listedHold = hold.extend({ clientId: z.uuid(), clientName: z.string() })

/** All that stand, oldest first, of clients in reach. */
export const listHolds = endpoint({
  method: 'GET',
  path: '/api/client-holds',
  gate: 'client.hold',
  reply: z.strictObject({ holds: z.array(listedHold) }),
})

/** The file is made meanwhile. @throws 409 `disclosure_asked` while one is on its way, `merge_moving`, `erased`, `merged` */
export const askDisclosure = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/disclosures',
  gate: 'client.disclose',
  params: client,
  reply: disclosure,
})

/** Personal data leaves the hub: the audit keeps by whom. @throws 404 once it is gone */
export const takeDisclosure = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/disclosures/:disclosureId/file',
  gate: 'client.disclose',
  media: 'application/zip',
  params: client.extend({ disclosureId: z.uuid() }),
  reply: z.unknown(),
})
