/** The file of evidence on its way to who asked for it: each time audited, before the first byte. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Response } from 'express'
import { audit } from '#server/identity/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { notFound } from '#server/platform/errors.ts'
import { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { EVIDENCE_KIND } from '#shared/claims/evidence/evidence.contract.ts'
import { findClaim } from '../claim.store.ts'
import { packNumber } from './evidence.present.ts'
import { findPack } from './evidence.store.ts'
import { evidenceFolder, fileOfPack } from './evidence-folder.ts'

/** @throws 404 once it is gone */
export const takeEvidence = async (
  { db, config, clock }: Platform,
  actor: Actor,
  { id, packId }: { id: string; packId: string },
  response: Response,
): Promise<typeof SENT> => {
  if (!(await findClaim(db, reachOf(actor, 'claim.evidence'), id))) throw notFound('claim', id)
  const row = await findPack(db, packId)
  if (row?.claim_id !== id || row.state !== 'ready') throw notFound('evidence', packId)
  const root = evidenceFolder(config)
  await access(join(root, fileOfPack(packId))).catch(() => {
    throw notFound('evidence', packId)
  })
  await audit(db, {
    at: clock.now(),
    actorId: actor.userId,
    action: 'claim.evidence',
    outcome: 'ok',
    subjectKind: 'claim',
    subjectId: id,
    data: { step: 'taken', packId },
  })
  response.setHeader('content-type', EVIDENCE_KIND)
  response.setHeader('cache-control', 'private, no-store')
  const name = `${packNumber(row).replace('/', '-')}.zip`
  response.setHeader('content-disposition', `attachment; filename="${name}"`)
  await new Promise<void>((done, failed) =>
    response.sendFile(fileOfPack(packId), { root, cacheControl: false }, (error) => {
      // Who does not wait for it is no fault.
      if (error && !response.headersSent) failed(error)
      else done()
    }),
  )
  return SENT
}
