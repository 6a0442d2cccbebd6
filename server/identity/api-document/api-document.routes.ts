/** The API's own description, of whatever is mounted: for programs as OpenAPI, for people as a page. */
import type { Actor } from '#server/platform/actor.ts'
import { handle, type Route, SENT } from '#server/platform/http.ts'
import { publicUrl } from '#server/platform/mail/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as contract from '#shared/identity/api.contract.ts'
import { apiWords } from '#shared/identity/api-words.ts'
import { CSRF_HEADER } from '#shared/identity/session.contract.ts'
import type { Endpoint } from '#shared/platform/endpoint.ts'
import { type ApiDocument, apiDocument } from '#shared/platform/openapi.ts'
import { sessionCookieName } from '../sessions/cookie.ts'
import { apiPage } from './api-page.ts'

const VERSION = '1'

/** `endpoints` is asked once all of them are known, and each language is made once. */
export const apiDocumentRoutes = (platform: Platform, endpoints: () => readonly Endpoint[]): Route[] => {
  const made = new Map<'ru' | 'en', ApiDocument>()
  const documentIn = (language: 'ru' | 'en'): ApiDocument => {
    const known = made.get(language)
    if (known) return known
    const document = apiDocument(endpoints(), apiWords(language), {
      version: VERSION,
      url: publicUrl(platform.config),
      cookie: sessionCookieName(platform.config),
      csrfHeader: CSRF_HEADER,
    })
    made.set(language, document)
    return document
  }
  return [
    handle(contract.readApiDocument, ({ actor }) => ({ ...documentIn(actor.language) })),
    handle(contract.readApiPage, ({ actor, response }) => {
      const reader = actor as Actor | null
      if (!reader) response.redirect(`/sign-in?next=${encodeURIComponent(contract.readApiPage.path)}`)
      else response.type('html').send(apiPage(documentIn(reader.language), reader.language))
      return SENT
    }),
  ]
}
