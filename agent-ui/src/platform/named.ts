/** Things that the organisation names in two languages: queues, roles, markets, departments. */
import { language } from './i18n.ts'

export type NamedInTwo = { nameRu: string; nameEn: string }

/** The name in the screen's language. */
export const named = (thing: NamedInTwo): string => (language.value === 'ru' ? thing.nameRu : thing.nameEn)
