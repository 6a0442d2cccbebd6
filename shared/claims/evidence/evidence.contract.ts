/** All that there is of a claim as one numbered file, over HTTP. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { evidenceStates } from './evidence.state.ts'

export const EVIDENCE_KIND = 'application/zip'
const gate = 'claim.evidence'
const claimId = z.strictObject({ id: z.uuid() })

export const evidencePack = z.object({
  id: z.uuid(),
  /** `RU-2026-000123/2`: the second of this claim. */
  number: z.string(),
  language: z.enum(['ru', 'en']),
  state: z.enum(evidenceStates.states),
  askedBy: z.string().nullable(),
  askedAt: z.number(),
  readyAt: z.number().nullable(),
  /** When the file goes. */
  expiresAt: z.number().nullable(),
  bytes: z.int().nullable(),
  pages: z.int().nullable(),
  /** Of the document in it, hexadecimal. */
  sha256: z.string().nullable(),
})
export type EvidencePack = z.infer<typeof evidencePack>

export const listEvidence = endpoint({
  method: 'GET',
  path: '/api/claims/:id/evidence',
  gate,
  params: claimId,
  /** Newest first. */
  reply: z.object({ packs: z.array(evidencePack) }),
})

/** 409 `evidence_asked` while one is being made; `erased`. */
export const askEvidence = endpoint({
  method: 'POST',
  path: '/api/claims/:id/evidence',
  gate,
  params: claimId,
  body: z.strictObject({ language: z.enum(['ru', 'en']) }),
  reply: evidencePack,
})

/** The document and the files that it lists. 404 once it is gone. */
export const takeEvidence = endpoint({
  method: 'GET',
  path: '/api/claims/:id/evidence/:packId/file',
  gate,
  media: EVIDENCE_KIND,
  params: z.strictObject({ id: z.uuid(), packId: z.uuid() }),
  reply: z.undefined(),
})
