/** What is wrong in a row, in words: on the screen, and in the file of the rows that were not taken. */
import { commonFaults, type FaultWords, faultWords, faultText as textOf } from '../../imports/fault-words.ts'
import type { RowFault } from '../../imports/import-file.contract.ts'
import { clientColumns } from './columns.ts'

const WORDS: FaultWords = {
  ...commonFaults,
  invalid_uuid: { ru: 'это не номер карточки', en: 'is no card id' },
  unknown_card: { ru: 'карточки с таким номером нет', en: 'there is no card of this id' },
  unknown_kind: { ru: 'не компания и не человек', en: 'is neither a company nor a person' },
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
  invalid_address: {
    ru: 'это не похоже на сайт или имя в мессенджере',
    en: 'does not look like a site or a messenger’s name',
  },
  invalid_person: { ru: 'имя слишком длинное', en: 'the name is too long' },
  invalid_tag: { ru: 'это не годится для метки', en: 'cannot be a tag' },
}
export const rowFaultCodes = Object.keys(WORDS)

export const rowFaultWords = (code: string, language: 'ru' | 'en'): string =>
  faultWords(WORDS, code, language)

/** «Телефон: это не похоже на телефон». @param heads of the file */
export const faultText = (fault: RowFault, heads: readonly string[], language: 'ru' | 'en'): string => {
  const lacking = clientColumns.find(({ code }) => code === 'name')?.head[language] ?? ''
  return textOf(WORDS, fault, { heads, lacking, language })
}
