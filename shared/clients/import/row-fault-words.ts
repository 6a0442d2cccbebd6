/** What is wrong in a row, in words: on the screen, and in the file of the rows that were not taken. */
import { clientColumns } from './columns.ts'
import type { RowFault } from './read-row.ts'

type Words = { ru: string; en: string }

const WORDS: Record<string, Words> = {
  required: { ru: 'не заполнено', en: 'is empty' },
  too_big: { ru: 'длиннее {limit} знаков', en: 'is over {limit} characters' },
  invalid_uuid: { ru: 'это не номер карточки', en: 'is no card id' },
  unknown_card: { ru: 'карточки с таким номером нет', en: 'there is no card of this id' },
  unknown_kind: { ru: 'не компания и не человек', en: 'is neither a company nor a person' },
  unknown_market: { ru: 'такого рынка нет', en: 'there is no such market' },
  unknown_country: { ru: 'такой страны нет', en: 'there is no such country' },
  unknown_language: { ru: 'не русский и не английский', en: 'is neither Russian nor English' },
  unknown_source: {
    ru: 'такого источника в справочнике нет, поле не заполнено',
    en: 'is no source of the list, the field is left out',
  },
  former_user: {
    ru: 'сотрудник отключён, ответственный не взят из файла',
    en: 'is a deactivated user, the manager is not taken from the file',
  },
  unknown_user: { ru: 'такого сотрудника нет', en: 'there is no such user' },
  ambiguous_user: {
    ru: 'сотрудников с таким именем несколько: укажите почту',
    en: 'is the name of several users: give the e-mail',
  },
  invalid_tax_number: { ru: 'налоговый номер с ошибкой', en: 'the tax number is wrong' },
  invalid_phone: { ru: 'это не похоже на телефон', en: 'does not look like a phone' },
  invalid_email: { ru: 'это не похоже на почту', en: 'does not look like an e-mail' },
  invalid_address: {
    ru: 'это не похоже на сайт или имя в мессенджере',
    en: 'does not look like a site or a messenger’s name',
  },
  invalid_person: { ru: 'имя слишком длинное', en: 'the name is too long' },
  invalid_value: { ru: 'не годится для этого поля', en: 'does not fit this field' },
  invalid_tag: { ru: 'это не годится для метки', en: 'cannot be a tag' },
  refused: { ru: 'строку не удалось записать', en: 'the row could not be written' },
}
export const rowFaultCodes = Object.keys(WORDS)

export const rowFaultWords = (code: string, language: 'ru' | 'en'): string => {
  const [name = '', limit = ''] = code.split(':')
  return (WORDS[name]?.[language] ?? code).replace('{limit}', limit)
}

/** «Телефон: это не похоже на телефон». @param heads of the file */
export const faultText = (fault: RowFault, heads: readonly string[], language: 'ru' | 'en'): string => {
  const named = fault.column === null ? clientColumns.find(({ code }) => code === 'name') : undefined
  const head = named ? named.head[language] : heads[fault.column ?? 0] || `${(fault.column ?? 0) + 1}`
  return `${head}: ${rowFaultWords(fault.code, language)}`
}
