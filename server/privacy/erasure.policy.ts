/** When an identity may go: no law holds it, nobody is at work for the client, and who erases has looked twice. */
import { familyOf, lockedClient, mustHaveArrived, personOfCard } from '#server/clients/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { holdsOn } from './hold.store.ts'
import { countHindrances } from './preview.store.ts'
import { whoseOf } from './whose.ts'

export type Target = { clientId: string; personId: string | null }
/** The card, its language, all that is merged into it, and the name as it stands. */
export type Erasable = { family: string[]; language: 'ru' | 'en'; name: string }

/** The card, locked; whoever is to go is there. @throws 404, 403, 409 `merged`, `merge_moving`, `erased` */
export const erasable = async (trx: Trx, actor: Actor, target: Target): Promise<Erasable> => {
  const client = await lockedClient(trx, actor, 'client.erase', target.clientId)
  const family = await familyOf(trx, client.id)
  await mustHaveArrived(trx, family)
  const person = target.personId ? await personOfCard(trx, client.id, target.personId) : null
  if (target.personId && !person) throw notFound('person', target.personId)
  if (person?.erased_at) throw conflict('erased')
  return { family, language: client.language, name: person?.name ?? client.name }
}

/** A hold counts as one. */
export const hindrancesOf = async (
  db: Queryable,
  target: Target,
  family: string[],
): Promise<{ what: string; count: number }[]> => {
  const holds = (await holdsOn(db, family)).length
  const open = await countHindrances(db, await whoseOf(db, target))
  return holds > 0 ? [{ what: 'holds', count: holds }, ...open] : open
}

/** @throws 409 `held`, `open_work`; 422 `not_the_name` */
export const mustBeErasable = async (
  trx: Trx,
  target: Target,
  erasing: Erasable,
  typedName: string,
): Promise<void> => {
  const hindrances = await hindrancesOf(trx, target, erasing.family)
  if (hindrances.some(({ what }) => what === 'holds')) throw conflict('held')
  if (hindrances.length > 0) throw conflict('open_work', { hindrances })
  if (typedName.trim() !== erasing.name.trim()) throw invalid({ name: 'not_the_name' })
}
