/** The files that a client has put onto their own claim, for a page of theirs that has made sure whose claim it is. */
import type { Response } from 'express'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ClientFile } from '#shared/claims/attachments/attachment.contract.ts'
import { attachmentsOf, findAttachment } from './attachment.store.ts'
import { sendFile } from './read-attachments.ts'

/** Those that stand; what colleagues have attached is the house's own, and not among them. */
export const listClientFiles = async (q: Queryable, claimId: string): Promise<ClientFile[]> =>
  (await attachmentsOf(q, claimId))
    .filter(({ origin }) => origin === 'client')
    .flatMap(({ id, name, kind, bytes, state, added_at }) =>
      state === 'quarantine' || state === 'ready' || state === 'refused'
        ? [{ id, name, kind: kind ?? '', bytes: bytes ?? 0, state, addedAt: added_at }]
        : [],
    )

/** @throws 404 unless it is ready, of this claim, and the client's own */
export const sendClientFile = async (
  platform: Platform,
  of: { claimId: string; attachmentId: string; save: boolean },
  response: Response,
): Promise<typeof SENT> => {
  const row = await findAttachment(platform.db, of.attachmentId)
  if (row?.origin !== 'client') throw notFound('attachment', of.attachmentId)
  return sendFile(platform, of, response)
}
