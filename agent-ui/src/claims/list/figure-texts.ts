/** In words: what of the list's filter came with the figure of a board. */
import { computed } from 'vue'
import { readClaimChoices } from '#shared/claims/claim.contract.ts'
import { listProducts } from '#shared/sales/product.contract.ts'
import { useFormats } from '../../platform/format.ts'
import { useLiveQuery } from '../../platform/live-query.ts'
import { type NamedInTwo, named } from '../../platform/named.ts'
import { useBoardWords } from '../board/words.ts'
import { type ClaimFilter, type FigureKey, figureKeys } from '../claim-filter.ts'
import { useClocksWords } from '../clocks/words.ts'
import { useClaimsWords } from '../words.ts'

/** Together they are one chip. */
const OF_FLOW = ['flow', 'from', 'to', 'zone', 'ground', 'rating'] as const
type Text = { keys: readonly FigureKey[]; text: string }

export const useFigureTexts = (filter: () => ClaimFilter) => {
  const { t, has } = useBoardWords()
  const { t: c, has: isClaimWord } = useClaimsWords()
  const { t: k, has: isClockWord } = useClocksWords()
  const formats = useFormats()
  const asked = (key: FigureKey) => filter()[key] !== ''
  const { data: choices } = useLiveQuery(readClaimChoices, {}, { enabled: () => asked('cause') })
  const { data: products } = useLiveQuery(
    listProducts,
    {},
    { enabled: () => asked('main') || asked('group') },
  )

  const nameIn = (rows: readonly ({ id: string } & NamedInTwo)[] | undefined, id: string) => {
    if (id === 'none') return t('none').toLowerCase()
    const found = rows?.find((row) => row.id === id)
    return found ? named(found) : '…'
  }
  const clockText = (kind: string) => {
    const key = `kinds.${kind}`
    return isClockWord(key) ? k(key) : kind
  }
  const days = () => {
    const { from, to } = filter()
    if (from === to || to === '') return formats.value.day(from || null)
    return t('brought.days', { from: formats.value.day(from || null), to: formats.value.day(to) })
  }
  const flowText = (): string => {
    const { flow, ground, rating } = filter()
    const [flowKey, groundKey, ratingKey] = [
      `brought.flow.${flow}`,
      `closingGrounds.${ground}`,
      `brought.rating.${rating}`,
    ]
    return [
      has(flowKey) ? t(flowKey, { days: days() }) : '',
      isClaimWord(groundKey) ? t('brought.ground', { ground: c(groundKey) }) : '',
      has(ratingKey) ? t(ratingKey) : '',
    ]
      .filter(Boolean)
      .join(', ')
  }
  const textOf = (key: FigureKey, value: string): string => {
    switch (key) {
      case 'age': {
        const age = `ages.${value}`
        return has(age) ? t('brought.age', { age: t(age).toLowerCase() }) : ''
      }
      case 'clock':
      case 'lateClock':
        return t(`brought.${key}`, { clock: clockText(value) })
      case 'cause':
        return t('brought.cause', { name: nameIn(choices.value?.causes, value) })
      case 'main':
        return t('brought.main', { name: nameIn(products.value?.products, value) })
      case 'group':
        return t('brought.group', { name: nameIn(products.value?.groups, value) })
      case 'batch':
        return t('brought.batch', { batch: value })
      case 'risk':
      case 'noBatch':
      case 'repeat':
      case 'resolved':
      case 'action':
        return t(`brought.${key}`)
      default:
        return ''
    }
  }
  return computed((): Text[] => {
    const alone = figureKeys.filter((key) => !OF_FLOW.some((one) => one === key) && asked(key))
    return [
      { keys: OF_FLOW, text: flowText() },
      ...alone.map((key) => ({ keys: [key], text: textOf(key, filter()[key]) })),
    ].filter(({ text }) => text !== '')
  })
}
