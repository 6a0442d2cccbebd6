/**
 * Words in Russian and English. Each room keeps its own, typed: a key missing in either language, or asked for and not
 * there, fails the type check. `|` parts plural forms: Russian has three (один, два, пять), English two.
 */
import { computed, type Ref } from 'vue'
import { createI18n } from 'vue-i18n'

export type Language = 'ru' | 'en'
export const languages: Language[] = ['ru', 'en']

/** A tree of texts. */
export type Words = { [key: string]: string | Words }

/** The shape of a translation: the same keys, other texts. Type the English file with it. */
export type TranslationOf<W> = { [K in keyof W]: W[K] extends string ? string : TranslationOf<W[K]> }

/** Dotted paths of all texts: `signIn.title`. */
export type WordKey<W> = {
  [K in keyof W & string]: W[K] extends string ? K : `${K}.${WordKey<W[K]>}`
}[keyof W & string]

/** Russian: 1, 21 звонок; 2–4, 22 звонка; 0, 5–20 звонков. With four forms the first is for none. */
export const russianPlural = (count: number, forms: number): number => {
  if (forms === 4) return count === 0 ? 0 : 1 + russianPlural(count, 3)
  if (!Number.isInteger(count)) return Math.min(1, forms - 1)
  const tens = Math.abs(count) % 100
  const ones = tens % 10
  const form = ones === 1 && tens !== 11 ? 0 : ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 1 : 2
  return Math.min(form, forms - 1)
}

const STORED = 'perezvon.language'

/** What the user chose on this machine, else what the browser asks for; Russian first. */
export const preferredLanguage = (): Language => {
  const stored = localStorage.getItem(STORED)
  if (stored === 'ru' || stored === 'en') return stored
  return navigator.languages.some((tag) => /^(ru|be|uk|kk)\b/.test(tag)) || navigator.languages.length === 0
    ? 'ru'
    : 'en'
}

export const i18n = createI18n({
  legacy: false,
  locale: 'ru' as string,
  fallbackLocale: false,
  pluralRules: { ru: russianPlural },
  messages: { ru: {}, en: {} },
  missingWarn: false,
  fallbackWarn: false,
  missing: (language, key) => console.error(`no words for ${key} in ${language}`),
})

/** The language of the screen, as a ref to read; change it by `setLanguage`. */
export const language: Readonly<Ref<Language>> = computed(() => i18n.global.locale.value as Language)

export const setLanguage = (next: Language): void => {
  i18n.global.locale.value = next
  document.documentElement.lang = next
  localStorage.setItem(STORED, next)
}

export type Say<W> = (key: WordKey<W>, facts?: Record<string, unknown>, count?: number) => string

/** Registers a room's words and gives its `useWords`. `count` chooses the plural form and fills `{n}`. */
export const defineWords = <const W extends Words>(room: string, ru: W, en: TranslationOf<W>) => {
  i18n.global.mergeLocaleMessage('ru', { [room]: ru })
  i18n.global.mergeLocaleMessage('en', { [room]: en })
  const t: Say<W> = (key, facts = {}, count) =>
    count === undefined
      ? i18n.global.t(`${room}.${key}`, facts)
      : i18n.global.t(`${room}.${key}`, { n: count, ...facts }, count)
  const has = (key: string): key is WordKey<W> => i18n.global.te(`${room}.${key}`)
  return () => ({ t, has, language })
}
