/** What callers are told, as an administrator keeps it: listened to, recorded anew, brought back. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { versionsOf } from '../platform/versions.contract.ts'

/** Enough for a minute of studio sound in stereo, bytes. */
export const SOUND_LIMIT = 24 * 1024 * 1024
export const SOUND_KIND = 'audio/wav'

const params = z.strictObject({ prompt: z.string().max(80) })
const language = z.enum(['ru', 'en'])
/** The version that was seen; 0 while there is none but the hub's own. */
const version = z.coerce.number().int().min(0).max(999_999)
const said = z.string().trim().min(1).max(500)

export const promptSound = z.strictObject({
  /** 0: the hub's own. */
  version: z.number().int(),
  origin: z.enum(['hub', 'uploaded', 'synthesised']),
  text: z.string(),
  fileName: z.string().nullable(),
  durationMs: z.number().int().nullable(),
  /** Of what was sent, dB of full scale. */
  levelDb: z.number().nullable(),
  /** Epoch ms; null for the hub's own. */
  madeAt: z.number().nullable(),
  madeBy: z.string().nullable(),
  restores: z.number().int().nullable(),
})
export type PromptSound = z.infer<typeof promptSound>

/** Null where nothing is spoken yet: a new phrase of the house's. */
const sounds = z.strictObject({ ru: promptSound.nullable(), en: promptSound.nullable() })

export const promptView = z.strictObject({
  id: z.string(),
  /** The house's own phrase; its names are the administrator's. */
  own: z
    .strictObject({ nameRu: z.string(), nameEn: z.string(), active: z.boolean(), version: z.number().int() })
    .nullable(),
  sounds,
  /** Codes of the flows in use that say it. */
  flows: z.array(z.string()),
})
export type PromptView = z.infer<typeof promptView>

/** `canSynthesise`: whether this server has the program that speaks texts. */
export const listPrompts = endpoint({
  method: 'GET',
  path: '/api/prompts',
  gate: 'flow.manage',
  reply: z.strictObject({ prompts: z.array(promptView), canSynthesise: z.boolean() }),
})

export const readPrompt = endpoint({
  method: 'GET',
  path: '/api/prompts/:prompt',
  gate: 'flow.manage',
  params,
  reply: promptView.extend({
    canSynthesise: z.boolean(),
    /** The newest first; the hub's own last. */
    versions: z.strictObject({ ru: z.array(promptSound), en: z.array(promptSound) }),
  }),
})
export type PromptFull = z.infer<NonNullable<(typeof readPrompt)['reply']>>

/** Without a version what is spoken now; 0 is the hub's own. */
export const hearPrompt = endpoint({
  method: 'GET',
  path: '/api/prompts/:prompt/sound',
  gate: 'flow.manage',
  media: SOUND_KIND,
  params,
  query: z.strictObject({ language, version: version.optional() }),
  reply: z.undefined(),
})

/**
 * A WAV file of 8 to 96 kHz, mono or stereo; spoken from the next word on. 409 `changed_meanwhile` with `current`; 422 at
 * `file`: not_wav, unsupported_sound, sound_too_short, sound_too_long, silent, too_quiet, clipped.
 */
export const uploadPrompt = endpoint({
  method: 'POST',
  path: '/api/prompts/:prompt/upload',
  gate: 'flow.manage',
  takes: { kind: SOUND_KIND, limit: SOUND_LIMIT },
  params,
  query: z.strictObject({ language, version, text: said, fileName: z.string().trim().max(200).optional() }),
  body: z.strictObject({
    file: z.custom<Blob | Uint8Array>((value) => typeof value === 'object' && value !== null, 'required'),
  }),
  reply: promptView,
})

/** 409 `no_synthesis` where the program is not there; 409 `changed_meanwhile`. */
export const synthesisePrompt = endpoint({
  method: 'POST',
  path: '/api/prompts/:prompt/synthesise',
  gate: 'flow.manage',
  params,
  body: z.strictObject({ language, version: z.number().int().min(0), text: said }),
  reply: promptView,
})

/** What `restores` sounded like is spoken again; 0 is the hub's own. 409 `changed_meanwhile`; 404 for a version there was not. */
export const restorePrompt = endpoint({
  method: 'POST',
  path: '/api/prompts/:prompt/restore',
  gate: 'flow.manage',
  params,
  body: z.strictObject({
    language,
    version: z.number().int().min(0),
    restores: z.number().int().min(0),
  }),
  reply: promptView,
})

const nameField = z.string().trim().min(1).max(100)

/** A phrase of the house's own: flows may say it once it has a sound. 409 `exists`. */
export const addPrompt = endpoint({
  method: 'POST',
  path: '/api/prompts',
  gate: 'flow.manage',
  body: z.strictObject({
    code: z.string().refine((text) => /^[a-z0-9][a-z0-9-]{0,49}$/.test(text), 'invalid_code'),
    nameRu: nameField,
    nameEn: nameField,
  }),
  reply: promptView,
})

/** Of the house's own phrases alone. 409 `changed_meanwhile`; 409 `prompt_in_use` with `flows`, `prompt_in_queue` with `queues`, when it is put away. */
export const editPrompt = endpoint({
  method: 'PATCH',
  path: '/api/prompts/:prompt',
  gate: 'flow.manage',
  params,
  body: z.strictObject({
    version: z.number().int().positive(),
    nameRu: nameField.optional(),
    nameEn: nameField.optional(),
    active: z.boolean().optional(),
  }),
  reply: promptView,
})

/** Of its names and whether it is used; its sounds have a past of their own. 404 for what the hub brought. */
export const promptNameVersions = versionsOf('/api/prompts/:prompt/names', 'flow.manage', params)
