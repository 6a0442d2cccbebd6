/** Finding a phone by any spelling of it, or by a fragment. */
import { readPhone } from '../organisation/phone.ts'

export type PhoneQuery = {
  /** What the whole text is as a number, one for each region that makes something of it. */
  exact: string[]
  /** Runs of digits to look for inside E.164 numbers, at least three long. */
  fragments: string[]
}

const PHONE_TEXT = /^[\s\d()+.\-‐‑–—/]+$/u
const EXTENSION = /\s*(?:доб\.?|ext\.?|x|#)\s*\d{1,6}\s*$/iu
const SHORTEST = 3
/** ITU: no number has more digits. */
const LONGEST = 15

/** Null when the text is not a phone's. "8 (495) 12" is looked for as 849512 and as 749512. */
export const phoneQuery = (typed: string, regions: readonly string[]): PhoneQuery | null => {
  const text = typed.replace(EXTENSION, '')
  const digits = text.replace(/\D/g, '')
  if (!PHONE_TEXT.test(text) || digits.length < SHORTEST || digits.length > LONGEST + 3) return null
  const international = /^\s*\+/.test(text)
  const exact = new Set<string>()
  for (const region of regions) {
    const number = readPhone(dialled(text, digits), [region])
    if (number) exact.add(number)
  }
  const fragments = international ? [digits] : [digits, ...withoutPrefix(digits)]
  return {
    exact: [...exact],
    fragments: [...new Set(fragments)].filter((one) => one.length >= SHORTEST && one.length <= LONGEST),
  }
}

/** "00" and the Russian "8 10" are a plus. */
const dialled = (text: string, digits: string): string => {
  if (/^\s*\+/.test(text)) return text
  if (digits.startsWith('810')) return `+${digits.slice(3)}`
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  return text
}

/** What may stand in E.164 in place of a prefix that is dialled at home. */
const withoutPrefix = (digits: string): string[] => {
  if (digits.startsWith('810')) return [digits.slice(3), `7${digits.slice(1)}`]
  if (digits.startsWith('00')) return [digits.slice(2)]
  if (digits.startsWith('8')) return [`7${digits.slice(1)}`]
  if (digits.startsWith('0')) return [digits.slice(1)]
  return []
}
