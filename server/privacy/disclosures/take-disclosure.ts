/** The file of a client's data on its way to who asked for it: each time audited, before the first byte. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Response } from 'express'
import { familyOf, lockedClient } from '#server/clients/index.ts'
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { findDisclosure, isOfParted } from './disclosure.store.ts'
import { disclosuresFolder, fileOf } from './disclosures-folder.ts'

type Wish = { clientId: string; disclosureId: string }

/** @throws 404 once it is gone; 403 */
export const takeDisclosure = async (
  platform: Platform,
  actor: Actor,
  wish: Wish,
  response: Response,
): Promise<typeof SENT> => {
  const root = disclosuresFolder(platform.config)
  const file = fileOf(wish.disclosureId)
  await release(platform, actor, wish, join(root, file))
  response.setHeader('content-type', 'application/zip')
  response.setHeader('cache-control', 'private, no-store')
  response.setHeader(
    'content-disposition',
    `attachment; filename="client-data-${wish.clientId.slice(0, 8)}.zip"`,
  )
  await new Promise<void>((done, failed) =>
    response.sendFile(file, { root, cacheControl: false }, (error) => {
      // Who does not wait for it is no fault.
      if (error && !response.headersSent) failed(error)
      else done()
    }),
  )
  return SENT
}

const release = (platform: Platform, actor: Actor, wish: Wish, place: string): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    const client = await lockedClient(trx, actor, 'client.disclose', wish.clientId)
    const row = await findDisclosure(trx, wish.disclosureId)
    const family = await familyOf(trx, client.id)
    if (row?.state !== 'ready' || !family.includes(row.client_id)) {
      throw notFound('disclosure', wish.disclosureId)
    }
    if (await isOfParted(trx, row, family)) throw notFound('disclosure_file', wish.disclosureId)
    await access(place).catch(() => {
      throw notFound('disclosure_file', wish.disclosureId)
    })
    await audit(trx, {
      at: platform.clock.now(),
      actorId: actor.userId,
      action: 'client.disclose',
      outcome: 'ok',
      subjectKind: 'client',
      subjectId: client.id,
      data: { step: 'taken' },
    })
  })
