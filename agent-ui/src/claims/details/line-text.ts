/** One of the things that a claim is about, in words: what, how much of it, from which batch. */
import type { ProductLine } from '#shared/claims/details/detail.contract.ts'
import { type NamedInTwo, named } from '../../platform/named.ts'
import { decimalShown } from '../../sales/decimal-shown.ts'
import { useUnits } from '../../sales/units.ts'
import { useDetailWords } from './words.ts'

type Line = Omit<ProductLine, 'productId'> & { product: NamedInTwo | null }

export const useLineText = () => {
  const { t, language } = useDetailWords()
  const { unitText } = useUnits()
  return ({ product, quantity, unit, batch }: Line): string => {
    const amount =
      quantity === null ? '' : `${decimalShown(quantity, language.value)} ${unitText(unit)}`.trim()
    const ofBatch = batch === null ? '' : t('lines.ofBatch', { batch })
    return [product && named(product), amount, ofBatch].filter(Boolean).join(' · ')
  }
}
