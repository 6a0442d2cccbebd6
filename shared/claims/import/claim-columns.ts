/** The columns of a claim in a file that is brought in. Pure. */
import type { ImportColumn } from '../../imports/heads.ts'
import { customColumns, headOfField } from '../../organisation/custom-cell.ts'
import type { CustomField } from '../../organisation/custom-field.contract.ts'
import { customKey } from '../../organisation/custom-value.ts'

export const claimColumns = [
  {
    code: 'outerNumber',
    head: { ru: 'Номер в прежней системе', en: 'Number in the old system' },
    also: ['номер', 'номер претензии', '№', 'n', 'no', 'number', 'claim number', 'ticket', 'ticket id', 'id'],
  },
  {
    code: 'receivedAt',
    head: { ru: 'Получена', en: 'Received' },
    also: [
      ...['дата', 'дата получения', 'дата поступления', 'дата претензии', 'дата обращения', 'открыта'],
      ...[
        'received at',
        'received on',
        'date',
        'date received',
        'opened',
        'opened at',
        'created',
        'created at',
      ],
    ],
  },
  {
    code: 'client',
    head: { ru: 'Клиент', en: 'Client' },
    also: [
      ...[
        'название',
        'наименование',
        'компания',
        'организация',
        'контрагент',
        'заказчик',
        'покупатель',
        'фио',
      ],
      ...['customer', 'company', 'client name', 'customer name', 'name', 'название или имя'],
    ],
  },
  {
    code: 'taxNumber',
    head: { ru: 'ИНН клиента', en: 'Client’s tax number' },
    also: ['инн', 'налоговый номер', 'унп', 'бин', 'иин', 'tax number', 'tax id', 'vat', 'vat number', 'tin'],
  },
  {
    code: 'phone',
    head: { ru: 'Телефон клиента', en: 'Client’s phone' },
    also: [
      'телефон',
      'тел',
      'номер телефона',
      'мобильный',
      'телефоны',
      'phone',
      'phone number',
      'mobile',
      'tel',
    ],
  },
  {
    code: 'email',
    head: { ru: 'Почта клиента', en: 'Client’s e-mail' },
    also: ['почта', 'email', 'e mail', 'mail', 'электронная почта', 'email address'],
  },
  { code: 'market', head: { ru: 'Рынок', en: 'Market' } },
  {
    code: 'category',
    head: { ru: 'Вид', en: 'Category' },
    also: ['категория', 'вид претензии', 'тип', 'тип претензии', 'тема', 'type', 'claim type', 'subject'],
  },
  {
    code: 'severity',
    head: { ru: 'Тяжесть', en: 'Severity' },
    also: ['важность', 'приоритет', 'критичность', 'priority'],
  },
  {
    code: 'description',
    head: { ru: 'Суть претензии', en: 'What the client says' },
    also: [
      ...['суть', 'текст', 'описание', 'содержание', 'текст претензии', 'что говорит клиент'],
      ...['description', 'text', 'claim', 'complaint', 'details', 'body'],
    ],
  },
  {
    code: 'product',
    head: { ru: 'Товар', en: 'Product' },
    also: ['продукт', 'изделие', 'продукция', 'артикул', 'item', 'sku', 'product code'],
  },
  {
    code: 'batch',
    head: { ru: 'Партия или плавка', en: 'Batch or heat' },
    also: ['партия', 'плавка', 'номер партии', 'номер плавки', 'batch', 'heat', 'lot', 'batch number'],
  },
  {
    code: 'quantity',
    head: { ru: 'Количество', en: 'Quantity' },
    also: ['кол во', 'объем', 'qty', 'amount of goods'],
  },
  { code: 'unit', head: { ru: 'Единица', en: 'Unit' }, also: ['ед', 'ед изм', 'единица измерения', 'uom'] },
  {
    code: 'claimed',
    head: { ru: 'Заявленная сумма', en: 'Amount claimed' },
    also: ['сумма', 'сумма претензии', 'требуемая сумма', 'amount', 'claimed', 'claim amount', 'sum'],
  },
  {
    code: 'agreed',
    head: { ru: 'Согласованная сумма', en: 'Amount agreed' },
    also: ['признанная сумма', 'agreed', 'agreed amount', 'settled amount'],
  },
  { code: 'currency', head: { ru: 'Валюта', en: 'Currency' } },
  {
    code: 'invoiceNumber',
    head: { ru: 'Номер счёта', en: 'Invoice number' },
    also: ['счет', 'счет фактура', 'накладная', 'invoice'],
  },
  { code: 'orderNumber', head: { ru: 'Номер заказа', en: 'Order number' }, also: ['заказ', 'order'] },
  {
    code: 'handler',
    head: { ru: 'Ответственный', en: 'Handler' },
    also: ['исполнитель', 'менеджер', 'ведет', 'сотрудник', 'assignee', 'owner', 'responsible', 'agent'],
  },
  {
    code: 'answer',
    head: { ru: 'Ответ клиенту', en: 'Answer to the client' },
    also: ['ответ', 'решение', 'answer', 'response', 'resolution'],
  },
  {
    code: 'answeredAt',
    head: { ru: 'Ответ дан', en: 'Answered' },
    also: ['дата ответа', 'answered at', 'answered on', 'response date'],
  },
  {
    code: 'closedAt',
    head: { ru: 'Закрыта', en: 'Closed' },
    also: ['дата закрытия', 'закрыто', 'closed at', 'closed on', 'resolved', 'resolved at'],
  },
  {
    code: 'closingGround',
    head: { ru: 'Основание закрытия', en: 'Ground of closing' },
    also: ['основание', 'причина закрытия', 'итог', 'ground', 'closing reason', 'outcome'],
  },
] as const satisfies readonly ImportColumn[]

export type ClaimColumn = (typeof claimColumns)[number]['code']

/** With the fields that an administrator added to claims. */
export const claimColumnsWith = (fields: readonly CustomField[]): readonly ImportColumn[] => [
  ...claimColumns,
  ...customColumns(fields, 'claim', 'ru').map(({ field, head }) => ({
    code: customKey(field.id),
    head: { ru: head, en: headOfField(field, 'en') },
    also: [field.nameRu, field.nameEn],
  })),
]
