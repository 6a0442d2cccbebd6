/** The link of a claim that opens its page now: the one that lives, else a new one. */
import { createHash, createHmac, randomUUID } from 'node:crypto'
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { publicUrl } from '#server/platform/mail/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { claimLinkChanged } from '#shared/claims/follow/claim-message.events.ts'
import { followPage } from '#shared/claims/follow/follow.contract.ts'
import { insertLink, latestLink, prolongLink } from './link.store.ts'

const LASTS_MS = 90 * 86_400_000

/** 256 bits, the same for the same link: it can be handed out again, though no copy of the database holds it. */
const tokenOf = (secretKey: string, linkId: string): string =>
  createHmac('sha256', secretKey).update(`follow:${linkId}`).digest('base64url')

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export type LiveLink = { id: string; url: string; expiresAt: number }

/** With the claim locked. Each handing out makes it last anew; one that has expired or was revoked stays dead. */
export const liveLink = async (
  trx: Trx,
  { config }: Pick<Platform, 'config'>,
  of: { claimId: string; madeBy: string | null; now: number },
): Promise<LiveLink> => {
  const { claimId, madeBy, now } = of
  const expiresAt = now + LASTS_MS
  const urlOf = (token: string) => publicUrl(config) + followPage(token)
  const latest = await latestLink(trx, claimId)
  const token = latest && tokenOf(config.SECRET_KEY, latest.id)
  // A hub that was given another key since can no longer say what the old link was.
  if (latest && token && latest.expires_at > now && latest.token_hash.equals(hashOfToken(token))) {
    await prolongLink(trx, latest.id, expiresAt)
    return { id: latest.id, url: urlOf(token), expiresAt }
  }
  const id = randomUUID()
  const fresh = tokenOf(config.SECRET_KEY, id)
  await insertLink(trx, { id, claimId, tokenHash: hashOfToken(fresh), madeBy, madeAt: now, expiresAt })
  await appendEvent(trx, claimLinkChanged, {
    subjectId: claimId,
    actorId: madeBy,
    at: now,
    data: { live: true },
  })
  return { id, url: urlOf(fresh), expiresAt }
}
