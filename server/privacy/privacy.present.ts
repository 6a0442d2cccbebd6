/** What leaves the server of holds, erasures and files of clients' data. */
import type { Disclosure, Hold } from '#shared/privacy/privacy.contract.ts'
import type { DisclosureRow } from './disclosures/disclosure.store.ts'
import type { ErasureRow } from './erasure.store.ts'
import type { HoldRow } from './hold.store.ts'

export const presentErasure = (row: ErasureRow) => ({
  number: row.number,
  state: row.state,
  ground: row.ground,
  byName: row.by_name,
  at: row.asked_at,
})

/** Why is told to who may hold. */
export const presentHold = (row: HoldRow, tellsWhy: boolean): Hold => ({
  id: row.id,
  reason: tellsWhy ? row.reason : null,
  byName: row.by_name,
  at: row.put_at,
})

export const presentDisclosure = (row: DisclosureRow): Disclosure => ({
  id: row.id,
  state: row.state,
  byName: row.by_name,
  at: row.asked_at,
  expiresAt: row.expires_at,
  bytes: row.bytes,
})
