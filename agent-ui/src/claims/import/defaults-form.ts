/** What stands for what a file of claims does not say, as a form holds it: `''` says nothing. */
import type { ClaimDefaults } from '#shared/claims/import/claim-import.contract.ts'

type Texts = 'categoryId' | 'currency' | 'handlerId' | 'closingGround'
export type DefaultsForm = Omit<ClaimDefaults, Texts> & { [field in Texts]: string }

export const defaultsForm = (known: ClaimDefaults | null, language: 'ru' | 'en'): DefaultsForm => ({
  marketId: known?.marketId ?? '',
  clientKind: known?.clientKind ?? 'company',
  language: known?.language ?? language,
  categoryId: known?.categoryId ?? '',
  severity: known?.severity ?? 'normal',
  currency: known?.currency ?? '',
  handlerId: known?.handlerId ?? '',
  closingGround: known?.closingGround ?? '',
  dateOrder: known?.dateOrder ?? 'dmy',
})

const orNull = <T extends string>(text: string): T | null => (text.trim() as T) || null

export const defaultsOf = (form: DefaultsForm): ClaimDefaults => ({
  ...form,
  categoryId: orNull(form.categoryId),
  currency: orNull(form.currency),
  handlerId: orNull(form.handlerId),
  closingGround: orNull(form.closingGround),
})
