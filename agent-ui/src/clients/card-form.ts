/** The card's fields as a form holds them: '' is "not known". */
import type { ClientCard } from '#shared/clients/card.contract.ts'
import { type CustomForm, formOfCustom } from '../organisation/fields/custom-form.ts'

/** With the fields that an administrator added, as `custom.<id>`. */
export type CardForm = OwnForm & CustomForm
type OwnForm = {
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
  ...formOfCustom(card?.custom ?? {}),
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

/** The card's own, as the server takes them. */
export const cardFieldsOf = ({
  kind,
  name,
  marketId,
  country,
  region,
  industry,
  source,
  taxNumber,
  language,
}: CardForm) => ({
  kind,
  name,
  marketId,
  country: country || null,
  region,
  industry,
  source,
  taxNumber,
  language,
})
