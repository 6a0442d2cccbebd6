/** The columns of claims in a file, and what their codes are in words. Pure. */
import type { ClosingGround } from '../claim.state.ts'
import type { Remedy } from '../details/detail-codes.ts'

type Words = { ru: string; en: string }

/** In the order of the columns. Product, quantity, unit and batch have a part for each product of the claim. */
export const claimHeads = {
  id: { ru: 'Запись', en: 'Id' },
  number: { ru: 'Номер', en: 'Number' },
  outerNumber: { ru: 'Прежний номер', en: 'Former number' },
  client: { ru: 'Клиент', en: 'Client' },
  market: { ru: 'Рынок', en: 'Market' },
  category: { ru: 'Вид', en: 'Category' },
  severity: { ru: 'Тяжесть', en: 'Severity' },
  state: { ru: 'Состояние', en: 'State' },
  handler: { ru: 'Ответственный', en: 'Handler' },
  product: { ru: 'Товар', en: 'Product' },
  quantity: { ru: 'Количество', en: 'Quantity' },
  unit: { ru: 'Единица', en: 'Unit' },
  batch: { ru: 'Партия', en: 'Batch' },
  deal: { ru: 'Сделка', en: 'Deal' },
  invoice: { ru: 'Номер счёта', en: 'Invoice number' },
  order: { ru: 'Номер заказа', en: 'Order number' },
  claimed: { ru: 'Требует', en: 'Claimed' },
  agreed: { ru: 'Согласовано', en: 'Agreed' },
  currency: { ru: 'Валюта', en: 'Currency' },
  opened: { ru: 'Открыта', en: 'Opened' },
  deadline: { ru: 'Срок ответа', en: 'Answer due' },
  stopped: { ru: 'Отсчёт остановлен', en: 'Clock stopped' },
  breached: { ru: 'Срок нарушен', en: 'Breached' },
  urgency: { ru: 'Срочность', en: 'Urgency' },
  escalations: { ru: 'Ступеней эскалации', en: 'Steps of escalation' },
  answered: { ru: 'Дан ответ', en: 'Answered' },
  closed: { ru: 'Закрыта', en: 'Closed' },
  closingGround: { ru: 'Основание закрытия', en: 'Closed on' },
  cause: { ru: 'Коренная причина', en: 'Root cause' },
  remedySought: { ru: 'Чего хочет клиент', en: 'What the client wants' },
  remedy: { ru: 'Что предлагаем', en: 'What we offer' },
  tags: { ru: 'Метки', en: 'Tags' },
  description: { ru: 'Что случилось', en: 'What happened' },
  findings: { ru: 'Выводы', en: 'Findings' },
  answer: { ru: 'Ответ клиенту', en: 'Answer to the client' },
  grounds: { ru: 'Основание', en: 'Grounds' },
} as const satisfies Record<string, Words>

export type ClaimColumnInSheet = keyof typeof claimHeads
export const claimSheetColumns = Object.keys(claimHeads) as ClaimColumnInSheet[]

export const groundWords: Record<ClosingGround, Words> = {
  verified: { ru: 'клиент подтвердил', en: 'confirmed by the client' },
  silence: { ru: 'клиент молчит', en: 'the client is silent' },
  rejected: { ru: 'необоснованна', en: 'unfounded' },
  withdrawn: { ru: 'отозвана клиентом', en: 'withdrawn by the client' },
  merged: { ru: 'присоединена к другой', en: 'merged into another' },
}

export const remedyWords: Record<Remedy, Words> = {
  replacement: { ru: 'замена', en: 'replacement' },
  repair: { ru: 'исправление', en: 'repair' },
  delivery: { ru: 'допоставка', en: 'delivery of what is missing' },
  discount: { ru: 'снижение цены', en: 'lower price' },
  refund: { ru: 'возврат денег', en: 'refund' },
  compensation: { ru: 'возмещение убытков', en: 'compensation of losses' },
  documents: { ru: 'документы', en: 'documents' },
  explanation: { ru: 'объяснение', en: 'an explanation' },
  other: { ru: 'другое', en: 'other' },
}
