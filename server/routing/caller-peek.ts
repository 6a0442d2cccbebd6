/** What an agent sees of the caller before picking up. */
import type { CallerPeek } from '#shared/routing/desk.contract.ts'
import { cardSummary, resolveAddress } from '../clients/index.ts'
import type { Queryable } from '../platform/database.ts'

export type Peeked = { address: string | null; verified: boolean; client_id: string | null }

export const peekAtCaller = async (
  db: Queryable,
  caller: Peeked,
  personName: string | null,
): Promise<CallerPeek> => {
  const summary = caller.client_id ? await cardSummary(db, caller.client_id) : null
  const candidates = !summary && caller.address ? await candidatesFor(db, caller.address) : []
  return {
    address: caller.address,
    verified: caller.verified,
    client: summary && {
      id: summary.clientId,
      name: summary.name,
      provisional: summary.provisional,
      managerName: summary.manager?.name ?? null,
      marketCode: summary.market.code,
      personName,
      lastContacts: summary.lastContacts.map((one) => ({ at: one.at, kind: one.kind, summary: one.summary })),
      openClaims: summary.openClaims,
      openDeals: summary.openDeals,
    },
    candidates,
  }
}

const candidatesFor = async (db: Queryable, address: string): Promise<CallerPeek['candidates']> => {
  const { candidates } = await resolveAddress(db, { kind: 'phone', value: address })
  return candidates.map((one) => ({
    clientId: one.clientId,
    name: one.clientName,
    personName: one.personName,
  }))
}
