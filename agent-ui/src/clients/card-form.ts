/** The card's fields as a form holds them: '' is "not known". */
import type { ClientCard } from '#shared/clients/card.contract.ts'

export type CardForm = {
  kind: 'company' | 'person'
  name: string
  marketId: string
  country: string
  region: string
  industry: string
  source: string
  taxNumber: string
  language: 'ru' | 'en'
}

export const cardFormOf = (card?: ClientCard): CardForm => ({
  kind: card?.kind ?? 'company',
  name: card?.name ?? '',
  marketId: card?.market.id ?? '',
  country: card?.country ?? '',
  region: card?.region ?? '',
  industry: card?.industry ?? '',
  source: card?.source ?? '',
  taxNumber: card?.taxNumber ?? '',
  language: card?.language ?? 'ru',
})

/** As the server takes them. */
export const cardFieldsOf = (form: CardForm) => ({ ...form, country: form.country || null })
