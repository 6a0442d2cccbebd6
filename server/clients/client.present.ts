/** What leaves the server of a card. */
import type { Address } from '#shared/clients/address.contract.ts'
import type { ClientCard, Market } from '#shared/clients/card.contract.ts'
import { standingConsents } from '#shared/clients/consent.contract.ts'
import type { Person } from '#shared/clients/person.contract.ts'
import type { TimelineItem } from '#shared/clients/timeline.contract.ts'
import type { AddressRow } from './address.store.ts'
import type { CardCounts, CardHead } from './card.store.ts'
import type { ClientRow } from './client.store.ts'
import type { ConsentRow } from './consents/consent.store.ts'
import { presentConsent } from './consents/read-consents.ts'
import type { PersonRow } from './person.store.ts'
import type { TagRow } from './tags/tag.store.ts'
import { isUnheldTask, type TimelineRow } from './timeline.store.ts'
import type { WaitingTask } from './waiting-task.store.ts'

/** @param waiting its task, when it is one that nobody holds */
export const presentItem = (row: TimelineRow, waiting?: WaitingTask): TimelineItem => ({
  at: row.at,
  kind: row.kind,
  subjectId: row.subject_id,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  waitsIn: waiting?.queue_name_ru
    ? { ru: waiting.queue_name_ru, en: waiting.queue_name_en ?? waiting.queue_name_ru }
    : null,
  opens: isUnheldTask(row) ? (waiting?.opens ?? false) : true,
  summary: row.summary,
})

export const presentMarket = (row: {
  market_id: string
  market_code: string
  market_name_ru: string
  market_name_en: string
}): Market => ({
  id: row.market_id,
  code: row.market_code,
  name: { ru: row.market_name_ru, en: row.market_name_en },
})

export const presentManager = (head: Pick<CardHead, 'manager_id' | 'manager_name'>) =>
  head.manager_id ? { id: head.manager_id, name: head.manager_name ?? '' } : null

export const presentPerson = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  position: row.position,
  language: row.language,
  version: row.version,
})

export const presentAddress = (row: AddressRow): Address => ({
  id: row.id,
  kind: row.kind,
  value: row.value,
  label: row.label,
  personId: row.person_id,
})

export const presentCard = (card: {
  client: ClientRow
  standing: string | null
  head: CardHead
  persons: PersonRow[]
  addresses: AddressRow[]
  tags: TagRow[]
  consents: ConsentRow[]
  counts: CardCounts
  editable: boolean
}): ClientCard => ({
  id: card.client.id,
  kind: card.client.kind,
  name: card.client.name,
  provisional: card.client.provisional,
  market: presentMarket(card.head),
  country: card.client.country,
  region: card.client.region,
  industry: card.client.industry,
  source: card.client.source,
  taxNumber: card.client.tax_number,
  language: card.client.language,
  manager: presentManager(card.head),
  custom: card.client.custom,
  createdAt: card.client.created_at,
  updatedAt: card.client.updated_at,
  version: card.client.version,
  mergedInto: card.standing,
  erasedAt: card.client.erased_at,
  persons: card.persons.map(presentPerson),
  addresses: card.addresses.map(presentAddress),
  tags: card.tags.map(({ id, name }) => ({ id, name })),
  consents: standingConsents(card.consents.map(presentConsent)),
  counts: card.counts,
  editable: card.editable,
})
