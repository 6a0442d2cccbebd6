import { readInput } from '#server/platform/bad-input.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as wire from '#shared/claims/snippets/snippet.contract.ts'
import { addSnippet, editSnippet, presentSnippet, SNIPPET, snippetState } from './edit-snippet.ts'
import { readClaimSnippets, readClientSnippets, readSnippets } from './read-snippets.ts'
import { findSnippet } from './snippet.store.ts'

export const snippetRoutes = (platform: Platform): Route[] => [
  handle(wire.listSnippets, ({ actor }) => readSnippets(platform.db, actor)),
  handle(wire.addSnippet, ({ body, actor }) => addSnippet(platform, actor, body)),
  handle(wire.editSnippet, ({ params, body, actor }) => editSnippet(platform, actor, params.id, body)),
  handle(wire.readClaimSnippets, ({ params, actor }) =>
    readClaimSnippets(platform.db, actor, params.id, platform.clock.now()),
  ),
  handle(wire.readClientSnippets, ({ params, actor }) =>
    readClientSnippets(platform.db, actor, params.clientId, platform.clock.now()),
  ),
  ...versionRoutes(platform.db, {
    endpoints: wire.snippetVersions,
    find: async (actor, { id }) => {
      const row = await findSnippet(platform.db, actor.userId, id)
      if (!row) throw notFound(SNIPPET, id)
      return { kind: SNIPPET, subjectId: id, state: snippetState(presentSnippet(row, actor)) }
    },
    edit: (actor, { id }, { version, state, restores }) =>
      editSnippet(platform, actor, id, readInput(wire.snippetEdit, { version, ...state }), restores),
  }),
]
