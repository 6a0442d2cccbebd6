/**
 * The hub's own prompts: what each says in both languages. The audio beside the media process is made from these
 * texts by `scripts/prompts/make-prompts.ts`; a test holds the two together.
 */
import {
  DAY_PARTS,
  EN_DIGITS,
  enMinutes,
  enOrdinal,
  enTeen,
  enTens,
  PLACES,
  RU_DIGITS,
  ruMinutes,
  ruOrdinal,
  ruTeen,
  ruTens,
  TEENS,
  TENS,
  WEEKDAYS,
  WHOLE_MINUTES,
} from './prompt-numbers.ts'

export type PromptLanguage = 'ru' | 'en'
export type PromptText = Record<PromptLanguage, string>

/** Phrases that stand alone. */
export const PHRASES = {
  greeting: {
    ru: 'Здравствуйте! Вы позвонили в службу работы с клиентами.',
    en: 'Hello! You have reached customer service.',
  },
  recorded: { ru: 'Разговор записывается.', en: 'This call is recorded.' },
  'language-menu': { ru: 'Чтобы продолжить по-русски, нажмите один.', en: 'For English, press two.' },
  'topic-menu': {
    ru: 'Отдел продаж: нажмите один. Претензии: нажмите два. Доставка: нажмите три.',
    en: 'For sales, press one. For claims, press two. For delivery, press three.',
  },
  'wrong-digit': { ru: 'Такого пункта нет.', en: 'That is not one of the choices.' },
  'no-digit': { ru: 'Вы ничего не выбрали.', en: 'You have not chosen anything.' },
  'please-wait': {
    ru: 'Пожалуйста, оставайтесь на линии, вам ответит первый освободившийся оператор.',
    en: 'Please stay on the line. The next free agent will answer you.',
  },
  'place-many': {
    ru: 'В очереди больше двадцати звонков.',
    en: 'There are more than twenty calls in the queue.',
  },
  'wait-intro': { ru: 'Ожидание займёт примерно', en: 'The wait will be about' },
  'wait-under-minute': { ru: 'Ожидание займёт меньше минуты.', en: 'The wait will be less than a minute.' },
  'wait-over-hour': { ru: 'Ожидание займёт больше часа.', en: 'The wait will be more than an hour.' },
  'out-of-hours': {
    ru: 'К сожалению, сейчас мы не работаем.',
    en: 'We are sorry, we are closed at the moment.',
  },
  'nobody-here': {
    ru: 'К сожалению, сейчас никто из операторов не может ответить.',
    en: 'We are sorry, no agent can answer at the moment.',
  },
  'queue-full': {
    ru: 'К сожалению, очередь переполнена.',
    en: 'We are sorry, the queue is full.',
  },
  'longest-wait': {
    ru: 'Извините, что вам пришлось так долго ждать.',
    en: 'We are sorry to have kept you waiting for so long.',
  },
  'call-back': { ru: 'Оператор перезвонит вам.', en: 'An agent will call you back.' },
  today: { ru: 'Сегодня,', en: 'Today,' },
  tomorrow: { ru: 'Завтра,', en: 'Tomorrow,' },
  'no-later': { ru: 'не позднее чем в', en: 'no later than' },
  'one-oclock': { ru: 'час', en: 'one' },
  'request-number': { ru: 'Номер вашего обращения:', en: 'Your request number is:' },
  hold: {
    ru: 'Оператор попросил вас подождать. Пожалуйста, оставайтесь на линии.',
    en: 'The agent has asked you to hold. Please stay on the line.',
  },
  connected: { ru: 'Соединяем.', en: 'Connecting you now.' },
  transfer: { ru: 'Мы переводим ваш звонок.', en: 'We are transferring your call.' },
  'partner-reconnecting': {
    ru: 'Связь с собеседником прервалась. Мы её восстанавливаем.',
    en: 'The other party has lost the connection. We are restoring it.',
  },
  reconnected: { ru: 'Связь восстановлена.', en: 'You are connected again.' },
  trouble: {
    ru: 'Извините, произошла ошибка.',
    en: 'We are sorry, something went wrong.',
  },
  'lines-busy': {
    ru: 'Извините, все линии заняты. Пожалуйста, позвоните позже.',
    en: 'We are sorry, all lines are busy. Please call again later.',
  },
  'call-ended': { ru: 'Звонок завершён. До свидания!', en: 'The call has ended. Goodbye!' },
} as const satisfies Record<string, PromptText>

export type PhraseId = keyof typeof PHRASES
export type PromptId =
  | PhraseId
  | `place-${number}`
  | `minutes-${number}`
  | `tens-${number}`
  | `digit-${number}`
  | `teen-${number}`
  | `weekday-${number}`
  | `part-${number}`

type Series = 'place' | 'minutes' | 'tens' | 'digit' | 'teen' | 'weekday' | 'part'

const series = (
  name: Series,
  numbers: readonly number[],
  text: (n: number) => PromptText,
): [PromptId, PromptText][] => numbers.map((n) => [`${name}-${n}`, text(n)])

const upTo = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)

/** Every prompt of the hub by id. */
export const PROMPTS: ReadonlyMap<PromptId, PromptText> = new Map<PromptId, PromptText>([
  ...(Object.entries(PHRASES) as [PhraseId, PromptText][]),
  ...series('place', upTo(1, PLACES), (n) => ({
    ru: `Ваш звонок ${ruOrdinal(n)} в очереди.`,
    en: `Your call is ${enOrdinal(n)} in the queue.`,
  })),
  ...series('minutes', WHOLE_MINUTES, (n) => ({ ru: `${ruMinutes(n)}.`, en: `${enMinutes(n)}.` })),
  ...series('tens', TENS, (n) => ({ ru: ruTens(n), en: enTens(n) })),
  ...series('digit', upTo(0, 9), (n) => ({ ru: `${RU_DIGITS[n]!}.`, en: `${EN_DIGITS[n]!}.` })),
  ...series('teen', TEENS, (n) => ({ ru: ruTeen(n), en: enTeen(n) })),
  ...series('weekday', upTo(1, 7), (n) => WEEKDAYS[n - 1]!),
  ...series('part', upTo(1, 4), (n) => DAY_PARTS[n - 1]!),
])

/** Phrases that the house made for itself; which there are, and what they say, stands in rows. */
const OWN = /^own-[a-z0-9-]{1,50}$/
export const isOwnPrompt = (id: string): boolean => OWN.test(id)

/**
 * What a reference names: `greeting` is said in the language of the caller, `ru/greeting` in Russian to everyone, and
 * `ru/greeting@3` is the third sound that the house gave it.
 */
export const readRef = (
  ref: string,
  spoken: PromptLanguage,
): { id: string; language: PromptLanguage; version: number | null } => {
  const [, own, id = '', version] = /^(?:(ru|en)\/)?([^@]*)(?:@(\d{1,6}))?$/.exec(ref) ?? []
  return {
    id,
    language: (own as PromptLanguage | undefined) ?? spoken,
    version: version === undefined ? null : Number(version),
  }
}

export const isPrompt = (ref: string): boolean => {
  const { id } = readRef(ref, 'ru')
  return PROMPTS.has(id as PromptId) || isOwnPrompt(id)
}

/** What the prompt says. Throws for an id that is not in the catalogue. */
export const promptText = (id: PromptId, language: PromptLanguage): string => {
  const text = PROMPTS.get(id)
  if (!text) throw new Error(`There is no prompt ${id}`)
  return text[language]
}

/** Pieces said one after the other, as one reads them: «шесть.» in the midst of a sentence does not end it. */
export const readAlong = (pieces: string[]): string => pieces.join(' ').replaceAll(/\. (?=\p{Ll})/gu, ' ')
