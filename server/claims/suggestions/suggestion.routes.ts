import { inTransaction } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/suggestions/suggestion.contract.ts'
import { moveSuggestion } from './move-suggestion.ts'
import { openSuggestion } from './open-suggestion.ts'
import { listSuggestions, readSuggestion } from './read-suggestions.ts'
import { presentSuggestion } from './suggestion.present.ts'
import { voteSuggestion } from './vote-suggestion.ts'

export const suggestionRoutes = ({ db, clock }: Platform): Route[] => [
  handle(wire.listSuggestions, ({ query: { product, ...query }, actor }) =>
    listSuggestions(db, actor, { ...query, productId: product }, clock.now()),
  ),
  handle(wire.readSuggestion, ({ params, actor }) => readSuggestion(db, actor, params.id, clock.now())),
  handle(wire.openSuggestion, ({ body, actor }) =>
    inTransaction(db, async (trx) =>
      presentSuggestion(await openSuggestion(trx, { actor, now: clock.now() }, body), false),
    ),
  ),
  handle(wire.voteSuggestion, async ({ params, body, actor }) => {
    const now = clock.now()
    await inTransaction(db, (trx) => voteSuggestion(trx, { actor, now }, params.id, body))
    return readSuggestion(db, actor, params.id, now)
  }),
  handle(wire.moveSuggestion, async ({ params, body, actor }) => {
    const now = clock.now()
    await inTransaction(db, (trx) => moveSuggestion(trx, { actor, now }, params.id, body))
    return readSuggestion(db, actor, params.id, now)
  }),
]
