/**
 * A letter to the client about their claim, with the link to its page; nothing where no e-mail is known. Whoever wrote by
 * mail last is answered there, in the thread of their letter.
 */
import { languageOfClient, mailOfClient } from '#server/clients/index.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { messageIdOf, putMail } from '#server/platform/mail/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { clientLetter, type NewsKind, replyLetter } from '#shared/claims/follow/client-letters.ts'
import type { ClaimRow } from '../claim.store.ts'
import { replyAddress } from '../mail/mailbox.store.ts'
import { liveLink } from './live-link.ts'
import { lastWord } from './message.store.ts'

/** The client's last letter, if their last word came by one. */
const letterToAnswer = async (q: Queryable, claimId: string) => {
  const last = await lastWord(q, claimId)
  return last?.channel === 'mail' && last.address ? { to: last.address, ref: last.mail_ref } : null
}

const knownMail = (q: Queryable, claim: ClaimRow): Promise<string | null> =>
  mailOfClient(q, { clientId: claim.client_id, personId: claim.person_id })

/** Where the client reads letters about it; null when no e-mail is known. */
export const mailOfClaim = async (q: Queryable, claim: ClaimRow): Promise<string | null> =>
  (await letterToAnswer(q, claim.id))?.to ?? knownMail(q, claim)

export type News = {
  kind: NewsKind
  /** The same key is the same letter. */
  key: string
  actorId: string | null
  now: number
  /** What a person wrote: in the letter itself where it answers a letter, else on the page alone. */
  text?: string
}
export type Mailed = {
  to: string
  /** Its Message-ID. */
  ref: string
  /** By mail the client was told all; else that there is something on the page. */
  channel: 'mail' | 'page'
}

/** With the claim locked. */
export const mailClient = async (
  trx: Trx,
  platform: Pick<Platform, 'config'>,
  claim: ClaimRow,
  { kind, key: newsKey, actorId, now, text }: News,
): Promise<Mailed | null> => {
  const answered = await letterToAnswer(trx, claim.id)
  const to = answered?.to ?? (await knownMail(trx, claim))
  if (!to) return null
  const link = await liveLink(trx, platform, { claimId: claim.id, madeBy: actorId, now })
  const language = await languageOfClient(trx, claim.client_id)
  const news = { language, number: claim.number, link: link.url, other: claim.merged_into_number }
  const inFull = answered !== null && text !== undefined
  const key = `claim-client:${claim.id}:${newsKey}`
  const replyTo = await replyAddress(trx, claim.market_id)
  await putMail(trx, {
    to,
    ...(inFull ? replyLetter({ ...news, text }) : clientLetter(kind, news)),
    key,
    now,
    secret: true,
    automatic: text === undefined,
    ...(replyTo && { replyTo }),
    ...(answered?.ref && { answers: [answered.ref] }),
  })
  return { to, ref: messageIdOf(platform.config, key), channel: inFull ? 'mail' : 'page' }
}
