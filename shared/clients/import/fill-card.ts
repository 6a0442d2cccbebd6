/** What a row adds to a card that there is: only what the card has not. Pure. */

import { folded } from '../../imports/heads.ts'
import {
  type CustomKey,
  type CustomValue,
  type CustomValues,
  customKey,
} from '../../organisation/custom-value.ts'
import { TAGS_OF_A_CARD } from '../tag.contract.ts'
import type { ImportedAddress, ImportedCard } from './read-row.ts'

/** Fields of a card that may be empty, and the column that gives each. */
export const fillable = {
  country: 'country',
  region: 'region',
  industry: 'industry',
  source: 'source',
  taxNumber: 'taxNumber',
  managerId: 'manager',
} as const
export type Fillable = keyof typeof fillable

export type Standing = Record<Fillable, string | null> & {
  custom: CustomValues
  addresses: readonly string[]
  persons: readonly string[]
  tags: readonly string[]
}
export type Filling = {
  fields: Partial<Record<Fillable, string>> & { [field: CustomKey]: CustomValue }
  addresses: ImportedAddress[]
  persons: { name: string; position: string | null }[]
  tags: string[]
}

/** What only stands for the missing in the file is no reason to change a card. */
export const fillingOf = (card: ImportedCard, standing: Standing): Filling => {
  const fields = Object.entries(fillable).flatMap(([field, column]) => {
    const value = card[field as Fillable]
    const empty = standing[field as Fillable] === null
    return empty && value !== null && card.given.includes(column) ? [[field, value]] : []
  })
  const added = Object.entries(card.custom).flatMap(([id, value]) =>
    standing.custom[id] === undefined ? [[customKey(id), value]] : [],
  )
  const [persons, tags] = [standing.persons.map(folded), standing.tags.map(folded)]
  return {
    fields: Object.fromEntries([...fields, ...added]),
    addresses: card.addresses.filter(({ kind, value }) => !standing.addresses.includes(`${kind}:${value}`)),
    persons: card.persons.filter(({ name }) => !persons.includes(folded(name))),
    tags: card.tags.filter((tag) => !tags.includes(folded(tag))).slice(0, TAGS_OF_A_CARD - tags.length),
  }
}

export const isEmptyFilling = ({ fields, addresses, persons, tags }: Filling): boolean =>
  Object.keys(fields).length + addresses.length + persons.length + tags.length === 0
