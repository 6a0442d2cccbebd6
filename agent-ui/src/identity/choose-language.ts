import { setLanguage as setLanguageEndpoint } from '#shared/identity/session.contract.ts'
import { call } from '../platform/api.ts'
import { type Language, setLanguage } from '../platform/i18n.ts'

/** Keeps the user's language on the server, then shows it. Throws ApiFailure; the screen then stays as it was. */
export const chooseLanguage = async (language: Language): Promise<void> => {
  await call(setLanguageEndpoint, { body: { language } })
  setLanguage(language)
}
