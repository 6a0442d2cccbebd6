/**
 * The columns of a client in a file: one list that heads what is exported, and by which the heads of what is imported are
 * known. Pure.
 */

import { guessHeads, type ImportColumn } from '../../imports/heads.ts'
import { customColumns, headOfField } from '../../organisation/custom-cell.ts'
import type { CustomField } from '../../organisation/custom-field.contract.ts'
import { customKey } from '../../organisation/custom-value.ts'

export { plainHead } from '../../imports/heads.ts'

export type ClientColumn = ImportColumn & {
  /** Exported, never imported. */
  given?: true
}

export const clientColumns = [
  { code: 'id', head: { ru: 'Номер карточки', en: 'Card id' } },
  {
    code: 'kind',
    head: { ru: 'Кто это', en: 'Kind' },
    also: ['тип', 'тип клиента', 'вид клиента', 'type', 'client type'],
  },
  {
    code: 'name',
    head: { ru: 'Название или имя', en: 'Name' },
    also: [
      'название',
      'наименование',
      'имя',
      'фио',
      'клиент',
      'компания',
      'организация',
      'контрагент',
      'client',
      'company',
      'customer',
      'company name',
      'client name',
      'full name',
      'account name',
    ],
  },
  { code: 'market', head: { ru: 'Рынок', en: 'Market' } },
  { code: 'country', head: { ru: 'Страна', en: 'Country' } },
  {
    code: 'region',
    head: { ru: 'Регион', en: 'Region' },
    also: ['область', 'край', 'город', 'state', 'province', 'city'],
  },
  {
    code: 'industry',
    head: { ru: 'Отрасль', en: 'Industry' },
    also: ['сфера', 'сфера деятельности', 'вид деятельности', 'sector'],
  },
  {
    code: 'source',
    head: { ru: 'Источник', en: 'Source' },
    also: ['источник клиента', 'откуда', 'lead source'],
  },
  {
    code: 'taxNumber',
    head: { ru: 'ИНН', en: 'Tax number' },
    also: ['налоговый номер', 'унп', 'бин', 'иин', 'инн клиента', 'tax id', 'vat', 'vat number', 'tin'],
  },
  { code: 'language', head: { ru: 'Язык', en: 'Language' } },
  {
    code: 'manager',
    head: { ru: 'Менеджер', en: 'Manager' },
    also: ['ответственный', 'ведёт', 'owner', 'account manager'],
  },
  {
    code: 'phones',
    head: { ru: 'Телефоны', en: 'Phones' },
    also: [
      'телефон',
      'тел',
      'номер телефона',
      'моб',
      'мобильный',
      'мобильный телефон',
      'рабочий телефон',
      'phone',
      'phone number',
      'mobile',
      'mobile phone',
      'tel',
      'telephone',
    ],
    many: true,
  },
  {
    code: 'emails',
    head: { ru: 'Почта', en: 'E-mails' },
    also: [
      'email',
      'e mail',
      'mail',
      'электронная почта',
      'эл почта',
      'адрес почты',
      'почты',
      'email address',
    ],
    many: true,
  },
  {
    code: 'others',
    head: { ru: 'Другая связь', en: 'Other addresses' },
    also: ['сайт', 'site', 'website', 'web', 'url'],
    many: true,
  },
  {
    code: 'persons',
    head: { ru: 'Контактные лица', en: 'Contact persons' },
    also: [
      'контактное лицо',
      'контакт',
      'контакты',
      'представитель',
      'contact',
      'contact person',
      'contacts',
    ],
    many: true,
  },
  {
    code: 'tags',
    head: { ru: 'Метки', en: 'Tags' },
    also: ['метка', 'теги', 'тег', 'tag', 'labels', 'label'],
    many: true,
  },
  { code: 'createdAt', head: { ru: 'Создана', en: 'Created' }, given: true },
] as const satisfies readonly ClientColumn[]

export const headsIn = (language: 'ru' | 'en'): string[] => clientColumns.map(({ head }) => head[language])

/** What a file may bring, but for the fields that an administrator added. */
export const importColumns: readonly ClientColumn[] = clientColumns.filter((column) => !('given' in column))

/** With the fields that an administrator added to clients: headed as an export heads them, and by their bare names. */
export const importColumnsWith = (fields: readonly CustomField[]): readonly ClientColumn[] => [
  ...importColumns,
  ...customColumns(fields, 'client', 'ru').map(({ field, head }) => ({
    code: customKey(field.id),
    head: { ru: head, en: headOfField(field, 'en') },
    also: [field.nameRu, field.nameEn],
  })),
]

/** For each head the column that it is, null where it says nothing. What stands once on a card is taken once. */
export const guessColumns = (
  heads: readonly string[],
  columns: readonly ClientColumn[] = importColumns,
): (string | null)[] => guessHeads(heads, columns)
