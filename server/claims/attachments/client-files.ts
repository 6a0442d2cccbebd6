/** The files that a client has put onto their own claim, for a page of theirs that has made sure whose claim it is. */
import type { Queryable } from '#server/platform/database.ts'
import type { ClientFile } from '#shared/claims/attachments/attachment.contract.ts'
import { attachmentsOf } from './attachment.store.ts'

/** Those that stand; what colleagues have attached is the house's own, and not among them. */
export const listClientFiles = async (q: Queryable, claimId: string): Promise<ClientFile[]> =>
  (await attachmentsOf(q, claimId))
    .filter(({ origin }) => origin === 'client')
    .flatMap(({ id, name, bytes, state, added_at }) =>
      state === 'quarantine' || state === 'ready' || state === 'refused'
        ? [{ id, name, bytes: bytes ?? 0, state, addedAt: added_at }]
        : [],
    )
