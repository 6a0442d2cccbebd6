import { readInput } from '#server/platform/bad-input.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as wire from '#shared/claims/letters/letter.contract.ts'
import * as templates from '#shared/claims/letters/letter-template.contract.ts'
import { draftLetter } from './draft-letter.ts'
import { addTemplate, editTemplate, TEMPLATE, templateState } from './edit-template.ts'
import { readClaimLetters, readRegistry, sendLetterFile } from './read-letters.ts'
import { postLetter, resendLetter } from './send-again.ts'
import { findTemplate, listTemplates } from './template.store.ts'
import { writeLetter } from './write-letter.ts'

export const letterRoutes = (platform: Platform): Route[] => [
  handle(wire.listClaimLetters, ({ params, actor }) => readClaimLetters(platform, actor, params.id)),
  handle(wire.draftLetter, ({ params, body, actor }) => draftLetter(platform, actor, { ...params, ...body })),
  handle(wire.writeLetter, ({ params, body, actor }) => writeLetter(platform, actor, params.id, body)),
  handle(wire.readLetterFile, ({ params, actor, response }) =>
    sendLetterFile(platform, actor, params.letterId, response),
  ),
  handle(wire.resendLetter, ({ params, actor }) => resendLetter(platform, actor, params.letterId)),
  handle(wire.postLetter, ({ params, actor }) => postLetter(platform, actor, params.letterId)),
  handle(wire.listLetters, ({ query, actor }) =>
    readRegistry(platform, actor, { ...query, marketId: query.market }),
  ),
  ...templateRoutes(platform),
]

const templateRoutes = (platform: Platform): Route[] => [
  handle(templates.listLetterTemplates, async () => ({ templates: await listTemplates(platform.db) })),
  handle(templates.addLetterTemplate, ({ actor, body }) => addTemplate(platform, actor, body)),
  handle(templates.editLetterTemplate, ({ actor, params, body }) =>
    editTemplate(platform, actor, params.id, body),
  ),
  ...versionRoutes(platform.db, {
    endpoints: templates.letterTemplateVersions,
    find: async (_actor, { id }) => {
      const template = await findTemplate(platform.db, id)
      if (!template) throw notFound(TEMPLATE, id)
      return { kind: TEMPLATE, subjectId: id, state: templateState(template) }
    },
    edit: (actor, { id }, { version, state, restores }) =>
      editTemplate(
        platform,
        actor,
        id,
        readInput(templates.letterTemplateEdit, { version, ...state }),
        restores,
      ),
  }),
]
