import * as contract from '#shared/telephony/prompt.contract.ts'
import { readInput } from '../../platform/bad-input.ts'
import { notFound } from '../../platform/errors.ts'
import { handle, type Route, SENT } from '../../platform/http.ts'
import type { Platform } from '../../platform/platform.ts'
import { versionRoutes } from '../../platform/versions/version-routes.ts'
import { addPrompt, editPrompt, OWN_PROMPT, ownPromptState, type PromptHandlers } from './edit-prompt.ts'
import { hearPrompt } from './hear-prompt.ts'
import { findOwnPrompt } from './prompt.store.ts'
import { restoreSound, synthesiseSound, uploadSound } from './put-sound.ts'
import { readPrompt, readPrompts } from './read-prompts.ts'
import { canSynthesise } from './synthesise.ts'

/** @param handlers what rooms further on know and this one may ask */
export const promptRoutes = (platform: Platform, handlers: PromptHandlers): Route[] => [
  handle(contract.listPrompts, async () => ({
    prompts: await readPrompts(platform.db),
    canSynthesise: await canSynthesise(),
  })),
  handle(contract.readPrompt, ({ params }) => readPrompt(platform.db, params.prompt)),
  handle(contract.hearPrompt, async ({ params, query, response }) => {
    const file = await hearPrompt(platform.db, { ...params, ...query })
    response.setHeader('cache-control', 'private, no-store')
    response.type(contract.SOUND_KIND).send(file)
    return SENT
  }),
  handle(contract.uploadPrompt, ({ actor, params, query, body }) =>
    uploadSound(
      platform,
      actor,
      { ...params, language: query.language, version: query.version },
      { file: body.file as Buffer, text: query.text, fileName: query.fileName ?? null },
    ),
  ),
  handle(contract.synthesisePrompt, ({ actor, params, body: { text, ...place } }) =>
    synthesiseSound(platform, actor, { ...params, ...place }, text),
  ),
  handle(contract.restorePrompt, ({ actor, params, body: { restores, ...place } }) =>
    restoreSound(platform, actor, { ...params, ...place }, restores),
  ),
  handle(contract.addPrompt, ({ actor, body }) => addPrompt(platform, actor, body)),
  handle(contract.editPrompt, ({ actor, params, body }) =>
    editPrompt(platform, handlers, { actor, id: params.prompt, ...body }),
  ),
  ...versionRoutes(platform.db, {
    endpoints: contract.promptNameVersions,
    find: async (_actor, { prompt }) => {
      const row = await findOwnPrompt(platform.db, prompt)
      if (!row) throw notFound('prompt', prompt)
      return { kind: OWN_PROMPT, subjectId: row.row_id, state: ownPromptState(row) }
    },
    edit: (actor, { prompt: id }, { version, state, restores }) => {
      const edit = readInput(contract.editPrompt.body!, { version, ...state })
      return editPrompt(platform, handlers, { actor, id, ...edit }, restores)
    },
  }),
]
