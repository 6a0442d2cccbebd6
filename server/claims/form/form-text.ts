/** What was typed into the form, as one text: the claim's own words come first. Pure. */
import type { ClaimFormInput } from '#shared/claims/form/claim-form.contract.ts'

const LABELS = {
  ru: {
    product: 'Товар',
    batch: 'Партия',
    order: 'Заказ',
    name: 'Кто пишет',
    phone: 'Телефон',
    email: 'Почта',
  },
  en: {
    product: 'Product',
    batch: 'Batch',
    order: 'Order',
    name: 'Written by',
    phone: 'Phone',
    email: 'E-mail',
  },
} as const
type Label = keyof (typeof LABELS)['ru']
const ABOUT = ['product', 'batch', 'order'] as const
const WHO = ['name', 'phone', 'email'] as const

const linesOf = (input: ClaimFormInput, names: readonly Label[]): string[] =>
  names.flatMap((name) => (input[name] ? [`${LABELS[input.language][name]}: ${input[name]}`] : []))

/** For the client's own page: what it is about. */
export const wordsOfForm = (input: ClaimFormInput): string =>
  [input.description, ...linesOf(input, ABOUT)].join('\n')

/** For the handler: also who says to have written it. Nobody has proved it. */
export const descriptionOfForm = (input: ClaimFormInput): string =>
  [wordsOfForm(input), ...linesOf(input, WHO)].join('\n')
