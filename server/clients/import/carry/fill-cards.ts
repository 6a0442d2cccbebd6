/** Adds to cards that there are what they have not; what stood there stays. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { clientEdited } from '#shared/clients/client.events.ts'
import { type Filling, fillable, fillingOf, isEmptyFilling } from '#shared/clients/import/fill-card.ts'
import { fieldOf, updateClient } from '../../client.store.ts'
import type { RowOutcome } from '../staged-row.store.ts'
import { lockCards, type StandingCard } from './apply.store.ts'
import { addParts } from './make-cards.ts'
import { type Act, skipped, type Taken } from './taken.ts'

export const fillCards = async (
  trx: Trx,
  act: Act,
  taken: readonly Taken<'fill'>[],
): Promise<RowOutcome[]> => {
  const standing = new Map(
    (
      await lockCards(
        trx,
        taken.map(({ deed }) => deed.cardId),
      )
    ).map((card) => [card.id, card]),
  )
  const fillings = taken.flatMap(({ row, deed }) => {
    const card = standing.get(deed.cardId)
    const filling = card && fillingOf(row.card!, standingOf(card))
    return filling && !isEmptyFilling(filling) ? [{ line: row.line, card, filling }] : []
  })
  for (const { card, filling } of fillings) await fillFields(trx, act, card, filling)
  const added = await addParts(
    trx,
    act,
    fillings.map(({ card, filling }) => ({ clientId: card.id, ...filling })),
  )
  const outcomes = new Map(
    fillings.map(({ line, card, filling }) => [
      line,
      {
        line,
        outcome: 'filled' as const,
        cardId: card.id,
        filled: { ...added.get(card.id)!, fields: beforeAndAfter(filling) },
        told: null,
      },
    ]),
  )
  return taken.map(({ row }) => outcomes.get(row.line) ?? skipped(row.line))
}

const standingOf = (card: StandingCard) => {
  const fields = (Object.keys(fillable) as (keyof typeof fillable)[]).map(
    (field) => [field, fieldOf(card, field)] as const,
  )
  const { custom, addresses, persons, tags } = card
  return {
    ...(Object.fromEntries(fields) as Record<keyof typeof fillable, string | null>),
    custom,
    addresses,
    persons,
    tags,
  }
}

const beforeAndAfter = ({ fields }: Filling) =>
  Object.fromEntries(Object.entries(fields).map(([field, after]) => [field, { before: null, after }]))

const fillFields = async (trx: Trx, act: Act, card: StandingCard, { fields }: Filling): Promise<void> => {
  if (Object.keys(fields).length === 0) return
  await updateClient(trx, card, { ...fields, at: act.at })
  await appendEvent(trx, clientEdited, {
    subjectId: card.id,
    actorId: act.by,
    at: act.at,
    data: { version: card.version + 1, fields: Object.keys(fields) },
  })
}
