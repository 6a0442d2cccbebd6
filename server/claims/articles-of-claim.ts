/** What the knowledge base asks a claim: what it is about, and to tell on its timeline which article helped. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimArticleUsed } from '#shared/claims/claim-article.events.ts'
import { findClaim } from './claim.store.ts'
import { lockClaimToWork } from './claim-to-work.ts'
import { languageFor } from './letters/recipient.store.ts'

export type ClaimSubject = {
  categoryId: string
  productId: string | null
  groupId: string | null
  /** The client is written to in it. */
  language: 'ru' | 'en'
}

/** @throws 404 for a claim beyond what the actor sees */
export const subjectOfClaim = async (q: Queryable, actor: Actor, id: string): Promise<ClaimSubject> => {
  const claim = await findClaim(q, reachOf(actor, 'claim.read'), id)
  if (!claim) throw notFound('claim', id)
  const { language } = await languageFor(q, claim)
  return {
    categoryId: claim.category_id,
    productId: claim.product_id,
    groupId: claim.product_group_id,
    language,
  }
}

/** @param keep writes the use down; false: this claim has it already, and nothing is told. @throws as `lockClaimToWork` */
export const noteArticle = async (
  trx: Trx,
  { actor, now }: Doing,
  claimId: string,
  { articleId, title, keep }: { articleId: string; title: string; keep: () => Promise<boolean> },
): Promise<void> => {
  const claim = await lockClaimToWork(trx, actor, claimId)
  if (!(await keep())) return
  await appendEvent(trx, claimArticleUsed, {
    subjectId: claim.id,
    actorId: actor.userId,
    at: now,
    data: { articleId, title },
  })
}
