/** Exact decimals as people read them. No float anywhere. */
import type { Language } from '../platform/i18n.ts'

/** `12.500000` → `12,5` */
export const decimalShown = (text: string, language: Language): string =>
  grouped(text.includes('.') ? text.replace(/\.?0+$/, '') : text, language)

/** `1250000.50` → `1 250 000,50` */
export const grouped = (decimal: string, language: Language): string => {
  const [whole = '', fraction] = decimal.split('.')
  const thousands = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0')
  return fraction === undefined ? thousands : `${thousands}${language === 'ru' ? ',' : '.'}${fraction}`
}
