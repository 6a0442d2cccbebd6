/** What is wrong in a row, in words: on the screen, and in the file of the rows that were not taken. */
import type { RowFault } from './import-file.contract.ts'

export type FaultWords = Record<string, { ru: string; en: string }>

/** Of whatever rows. */
export const commonFaults: FaultWords = {
  required: { ru: 'не заполнено', en: 'is empty' },
  too_big: { ru: 'длиннее {limit} знаков', en: 'is over {limit} characters' },
  unknown_market: { ru: 'такого рынка нет', en: 'there is no such market' },
  unknown_user: { ru: 'такого сотрудника нет', en: 'there is no such user' },
  ambiguous_user: {
    ru: 'сотрудников с таким именем несколько: укажите почту',
    en: 'is the name of several users: give the e-mail',
  },
  invalid_tax_number: { ru: 'налоговый номер с ошибкой', en: 'the tax number is wrong' },
  invalid_phone: { ru: 'это не похоже на телефон', en: 'does not look like a phone' },
  invalid_email: { ru: 'это не похоже на почту', en: 'does not look like an e-mail' },
  invalid_value: { ru: 'не годится для этого поля', en: 'does not fit this field' },
  refused: { ru: 'строку не удалось записать', en: 'the row could not be written' },
}

/** @param code `too_big:300`: what follows the colon is its limit */
export const faultWords = (words: FaultWords, code: string, language: 'ru' | 'en'): string => {
  const [name = '', limit = ''] = code.split(':')
  return (words[name]?.[language] ?? code).replace('{limit}', limit)
}

/** «Телефон: это не похоже на телефон». @param lacking what no column of the file stands for */
export const faultText = (
  words: FaultWords,
  { column, code }: RowFault,
  { heads, lacking, language }: { heads: readonly string[]; lacking: string; language: 'ru' | 'en' },
): string => {
  const head = column === null ? lacking : heads[column] || `${column + 1}`
  return `${head}: ${faultWords(words, code, language)}`
}
