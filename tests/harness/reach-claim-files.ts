/** What is tried of a claim's files, letters and evidence with each permission that reaches them. */
import { FILE_KIND } from '#shared/claims/attachments/attachment.contract.ts'
import type { Deed } from './reach-deed.ts'

export const filesRead: Deed[] = [
  {
    does: 'its letters',
    ask: (who, { claim }) => who.get(`/api/claims/${claim}/letters`),
    inside: 200,
  },
  {
    does: 'its attachments',
    ask: (who, { claim }) => who.get(`/api/claims/${claim}/attachments`),
    inside: 200,
  },
]

export const filesWorked: Deed[] = [
  {
    does: 'a letter',
    // What is let through finds no such template.
    ask: (who, { claim }) =>
      who.post(`/api/claims/${claim}/letters/draft`, { templateId: crypto.randomUUID(), language: 'ru' }),
    inside: 422,
    with: ['claim.read'],
  },
  {
    does: 'an attachment',
    // What is let through brings nothing.
    ask: (who, { claim }) =>
      who.upload(`/api/claims/${claim}/attachments?name=a`, FILE_KIND, new Uint8Array()),
    inside: 422,
    with: ['claim.read'],
  },
]

export const evidenceReach: Deed[] = [
  {
    does: 'its evidence',
    ask: (who, { claim }) => who.get(`/api/claims/${claim}/evidence`),
    inside: 200,
  },
]
