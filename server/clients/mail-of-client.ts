/** Where a client reads letters. */
import type { Queryable } from '#server/platform/database.ts'
import { listAddresses } from './address.store.ts'

/** The person's own e-mail, else one of the card's own, else whatever there is; null without any. */
export const mailOfClient = async (
  q: Queryable,
  { clientId, personId }: { clientId: string; personId: string | null },
): Promise<string | null> => {
  const mails = (await listAddresses(q, clientId)).filter(({ kind }) => kind === 'email')
  const best =
    mails.find((one) => one.person_id === personId) ?? mails.find((one) => !one.person_id) ?? mails[0]
  return best?.value ?? null
}
