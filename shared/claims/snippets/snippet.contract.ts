/** Snippets over HTTP: texts with the fields of letters, one's own or everybody's. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { versionsOf } from '../../platform/versions.contract.ts'
import { templateText } from '../letters/letter-template.contract.ts'
import { letterFields } from '../letters/letter-template.ts'
import { CODE } from './snippet-code.ts'

const id = z.strictObject({ id: z.uuid() })
const text = templateText(4_000)
/** Faults of a text come as `template_unclosed`, `template_unknown_field`, `template_unknown_sign`. */
const form = {
  code: z.string().trim().toLowerCase().regex(CODE, 'bad_short_code'),
  name: z.string().trim().min(1).max(80),
  /** `''`: not in this language. */
  textRu: text,
  textEn: text,
  /** Everybody's: only for who prepares shared ones. */
  shared: z.boolean(),
}
const checkTexts = (
  { textRu, textEn }: { textRu: string; textEn: string },
  context: z.RefinementCtx,
): void => {
  if (!textRu && !textEn) context.addIssue({ code: 'custom', path: ['textRu'], message: 'one_language' })
}

export const snippet = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  textRu: z.string(),
  textEn: z.string(),
  shared: z.boolean(),
  active: z.boolean(),
  /** May the reader change it? */
  editable: z.boolean(),
  version: z.int(),
})
export type Snippet = z.infer<typeof snippet>

const gate = 'knowledge.read'

/** One's own, then everybody's, those out of use too. */
export const listSnippets = endpoint({
  method: 'GET',
  path: '/api/snippets',
  gate,
  reply: z.object({ snippets: z.array(snippet), mayShare: z.boolean() }),
})

export const newSnippet = z.strictObject(form).superRefine(checkTexts)
export type NewSnippet = z.infer<typeof newSnippet>

/** 403 for sharing without the right; 409 `code_taken`. */
export const addSnippet = endpoint({
  method: 'POST',
  path: '/api/snippets',
  gate,
  body: newSnippet,
  reply: snippet,
})

export const snippetEdit = z
  .strictObject({ ...form, active: z.boolean(), version: z.int() })
  .superRefine(checkTexts)
export type SnippetEdit = z.infer<typeof snippetEdit>

/** As `addSnippet`; 404 for another's; 409 `changed_meanwhile` with `current`. */
export const editSnippet = endpoint({
  method: 'PUT',
  path: '/api/snippets/:id',
  gate,
  params: id,
  body: snippetEdit,
  reply: snippet,
})

export const snippetVersions = versionsOf('/api/snippets/:id', gate, id)

const filled = z.object({
  text: z.string(),
  /** Fields it names that have nothing to say. */
  lacking: z.array(z.enum(letterFields)),
})
/** One's own goes before a shared one of its code. */
const filledSnippets = z.object({
  /** The client is written to in it. */
  language: z.enum(['ru', 'en']),
  snippets: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      ru: filled.nullable(),
      en: filled.nullable(),
    }),
  ),
})
export type FilledSnippets = z.infer<typeof filledSnippets>

/** Those in use, as this claim fills them. */
export const readClaimSnippets = endpoint({
  method: 'GET',
  path: '/api/claims/:id/snippets',
  gate: 'claim.read',
  params: id,
  reply: filledSnippets,
})

/** Those in use, as a client fills them where there is no claim: only what lacks nothing then. */
export const readClientSnippets = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/snippets',
  gate: 'client.read',
  params: z.strictObject({ clientId: z.uuid() }),
  reply: filledSnippets,
})
