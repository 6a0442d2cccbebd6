/** Decimal numbers as texts, exact at any size. Pure. */
const NUMBER = /^-?\d{1,15}(?:\.\d+)?$/

export const isNumber = (text: string): boolean => NUMBER.test(text)

/** `007.50` → `7.5`: one number, one spelling. */
export const plainNumber = (text: string): string => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const bare = [whole.replace(/^0+(?=\d)/, ''), fraction.replace(/0+$/, '')].filter(Boolean).join('.')
  return text.startsWith('-') && bare !== '0' ? `-${bare}` : bare
}
