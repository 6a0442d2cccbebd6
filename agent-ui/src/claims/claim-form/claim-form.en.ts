import type { TranslationOf } from '../../platform/i18n.ts'
import type { claimFormRu } from './claim-form.ru.ts'

export const claimFormEn: TranslationOf<typeof claimFormRu> = {
  title: 'Make a claim',
  lead: 'Tell us what happened. You get a number, a time to be answered by and a link to follow the claim at once.',
  market: 'Where you buy from us',
  category: 'What it is about',
  choose: 'Choose from the list',
  name: 'Your name',
  phone: 'Phone',
  email: 'E-mail',
  contactHint: 'A phone or an e-mail, so that we can reach you.',
  product: 'Product',
  batch: 'Batch or heat',
  order: 'Order number',
  description: 'What happened',
  descriptionHint:
    'What, when, how much, and what you want. Files come afterwards, on the page of the claim.',
  send: 'Send the claim',
  done: 'Your claim is received',
  number: 'Its number',
  promised: 'We answer by',
  ours: 'By our clock {at} ({zone})',
  follow: 'Follow the claim',
  keep: 'Keep this page or the link: it opens your claim without a password.',
  another: 'Make another one',
  loading: 'Loading…',
}
