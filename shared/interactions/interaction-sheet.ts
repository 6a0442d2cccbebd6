/** The columns of interactions in a file, and their codes in words. Pure. */
import type { Outcome } from './interaction.state.ts'

type Words = { ru: string; en: string }

export const interactionHeads: readonly Words[] = [
  { ru: 'Запись', en: 'Id' },
  { ru: 'Поступило', en: 'Arrived' },
  { ru: 'Канал', en: 'Channel' },
  { ru: 'Направление', en: 'Direction' },
  { ru: 'Клиент', en: 'Client' },
  { ru: 'Телефон', en: 'Phone' },
  { ru: 'Очередь', en: 'Queue' },
  { ru: 'Оператор', en: 'Agent' },
  { ru: 'Исход', en: 'Outcome' },
  { ru: 'Итог', en: 'Disposition' },
  { ru: 'Ответ', en: 'Answered' },
  { ru: 'Конец разговора', en: 'Talk ended' },
  { ru: 'На удержании, с', en: 'On hold, s' },
]

const channelNames: Record<string, Words> = {
  call: { ru: 'Звонок', en: 'Call' },
  'web-call': { ru: 'Звонок с сайта', en: 'Call from the site' },
  sms: { ru: 'SMS', en: 'SMS' },
}
/** A channel that is younger than these words stands by its code. */
export const channelText = (channel: string, language: 'ru' | 'en'): string =>
  channelNames[channel]?.[language] ?? channel

export const directionWords: Record<'inbound' | 'outbound', Words> = {
  inbound: { ru: 'входящее', en: 'inbound' },
  outbound: { ru: 'исходящее', en: 'outbound' },
}

export const sheetOutcomes: Record<Outcome, Words> = {
  handled: { ru: 'обслужен', en: 'handled' },
  abandoned: { ru: 'не дождался', en: 'abandoned' },
  callback: { ru: 'обещан звонок', en: 'callback promised' },
  'cut-off': { ru: 'прервался', en: 'cut off' },
  'left-menu': { ru: 'ушёл из меню', en: 'left in the menu' },
  'not-reached': { ru: 'не дозвонились', en: 'not reached' },
  refused: { ru: 'отказ', en: 'refused' },
}
