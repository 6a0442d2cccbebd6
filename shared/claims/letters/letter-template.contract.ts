/** Templates of letters, over HTTP. Whoever works claims writes from them; who sets the organisation up changes them. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { versionsOf } from '../../platform/versions.contract.ts'
import { templateFault } from './letter-template.ts'

const name = z.string().trim().min(1).max(120)
const head = z.string().trim().max(1_000)
/** Faults come as `template_unclosed`, `template_unknown_field`, `template_unknown_sign` at the field. */
export const templateText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .superRefine((text, context) => {
      const fault = templateFault(text)
      if (fault) context.addIssue({ code: 'custom', message: fault })
    })

const template = (longest: number) => templateText(longest).min(1)

const form = {
  nameRu: name,
  nameEn: name,
  headRu: head,
  headEn: head,
  subjectRu: template(300),
  subjectEn: template(300),
  bodyRu: template(20_000),
  bodyEn: template(20_000),
}

export const letterTemplate = z.object({
  id: z.uuid(),
  nameRu: z.string(),
  nameEn: z.string(),
  headRu: z.string(),
  headEn: z.string(),
  subjectRu: z.string(),
  subjectEn: z.string(),
  bodyRu: z.string(),
  bodyEn: z.string(),
  active: z.boolean(),
  version: z.int(),
})
export type LetterTemplate = z.infer<typeof letterTemplate>

const id = z.strictObject({ id: z.uuid() })
const gate = 'organisation.manage'

export const listLetterTemplates = endpoint({
  method: 'GET',
  path: '/api/letter-templates',
  gate: 'claim.read',
  reply: z.object({ templates: z.array(letterTemplate) }),
})

export const newLetterTemplate = z.strictObject(form)
export type NewLetterTemplate = z.infer<typeof newLetterTemplate>

export const addLetterTemplate = endpoint({
  method: 'POST',
  path: '/api/letter-templates',
  gate,
  body: newLetterTemplate,
  reply: letterTemplate,
})

export const letterTemplateEdit = z.strictObject({ ...form, active: z.boolean(), version: z.int() })
export type LetterTemplateEdit = z.infer<typeof letterTemplateEdit>

/** 409 `changed_meanwhile` with `current`. */
export const editLetterTemplate = endpoint({
  method: 'PUT',
  path: '/api/letter-templates/:id',
  gate,
  params: id,
  body: letterTemplateEdit,
  reply: letterTemplate,
})

export const letterTemplateVersions = versionsOf('/api/letter-templates/:id', gate, id)
