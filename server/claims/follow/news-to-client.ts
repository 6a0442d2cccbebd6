/** The client is told by letter that there is an answer: ordered where it is given, written by the worker. */
import { z } from 'zod'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { type Carrier, putEffect } from '#server/platform/outbox.ts'
import type { Platform } from '#server/platform/platform.ts'
import { mayRate } from '#shared/claims/follow/stage.ts'
import { type ClaimRow, lockClaimOfHub } from '../claim.store.ts'
import { mailClient } from './mail-client.ts'

const CLAIM_NEWS = 'claim-news'
const news = z.strictObject({ claimId: z.uuid(), version: z.int() })

/** In the transaction of the move that gives the answer, or refuses. */
export const orderNews = (trx: Trx, { id, version }: ClaimRow): Promise<void> =>
  putEffect(trx, {
    kind: CLAIM_NEWS,
    key: `${CLAIM_NEWS}:${id}:${version}`,
    payload: { claimId: id, version },
  })

/** Nothing goes out once the claim has moved on to where there is no answer. Carried out twice it is still one letter. */
const carryNews =
  (platform: Platform): Carrier =>
  async (effect) => {
    const { claimId, version } = news.parse(effect.payload)
    return inTransaction(platform.db, async (trx) => {
      const claim = await lockClaimOfHub(trx, claimId)
      if (!claim || claim.client_erased_at) return { sent: false }
      if (!mayRate({ state: claim.state, closingGround: claim.closing_ground })) return { sent: false }
      const now = platform.clock.now()
      const key = `answered:${version}`
      const mailed = await mailClient(trx, platform, claim, { kind: 'answered', key, actorId: null, now })
      return { sent: mailed !== null }
    })
  }

/** For the worker's outbox. */
export const claimCarriers = (platform: Platform): Record<string, Carrier> => ({
  [CLAIM_NEWS]: carryNews(platform),
})
