/** Which of the clients that there are the claims of a file are of. */
import { cardsMarked, soundsOf } from '#server/clients/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import { findClient, type KnownClient } from '#shared/claims/import/find-client.ts'
import type { RowClient } from '#shared/claims/import/read-claim-row.ts'

/** In the order asked: the client's id, null for nobody, `several` where more than one fits. */
export const matchClients = async (
  q: Queryable,
  asked: readonly RowClient[],
): Promise<(string | null | 'several')[]> => {
  const sounds = await soundsOf(
    q,
    asked.map(({ name }) => name ?? ''),
  )
  const cards = await cardsMarked(q, {
    ids: [],
    taxNumbers: asked.flatMap(({ taxNumber }) => taxNumber ?? []),
    addresses: asked.flatMap(addressesOf),
    sounds: sounds.filter((sound) => sound !== ''),
  })
  const byMark = new Map<string, KnownClient[]>()
  const note = (mark: string, card: KnownClient) => byMark.set(mark, [...(byMark.get(mark) ?? []), card])
  for (const { id, sound, tax_number: taxNumber, addresses } of cards) {
    const card = { id, sound, taxNumber, addresses }
    for (const mark of [`sound ${sound}`, `tax ${taxNumber}`, ...addresses]) note(mark, card)
  }
  return asked.map((client, at) => {
    const sound = sounds[at] ?? ''
    const marks = [`sound ${sound}`, `tax ${client.taxNumber}`, ...addressesOf(client)]
    const near = [...new Set(marks.flatMap((mark) => byMark.get(mark) ?? []))]
    const found = findClient({ ...client, sound }, near)
    return found === 'several' ? found : (found?.id ?? null)
  })
}

const addressesOf = ({ phone, email }: RowClient): string[] => [
  ...(phone === null ? [] : [`phone:${phone}`]),
  ...(email === null ? [] : [`email:${email}`]),
]
