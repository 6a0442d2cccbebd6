/** The only place that decides what of a claim its client sees. */

import type { ClientFile } from '#shared/claims/attachments/attachment.contract.ts'
import type { Followed } from '#shared/claims/follow/follow.contract.ts'
import {
  areGroundsTold,
  clientMovesFrom,
  isAnswerTold,
  mayRate,
  stageOf,
} from '#shared/claims/follow/stage.ts'
import type { ClaimRow } from '../claim.store.ts'
import type { LinkRow } from './link.store.ts'
import type { MessageRow, RatingRow } from './message.store.ts'

export type Shown = {
  claim: ClaimRow
  link: LinkRow
  messages: MessageRow[]
  rating: RatingRow | null
  files: ClientFile[]
  fileBytes: number | null
  /** Epoch ms; null: no answer is owed. */
  promisedAt: number | null
  zone: string
}

export const presentFollowed = ({
  claim,
  link,
  messages,
  rating,
  files,
  fileBytes,
  promisedAt,
  zone,
}: Shown): Followed => {
  const standing = { state: claim.state, closingGround: claim.closing_ground }
  return {
    number: claim.number,
    category: { nameRu: claim.category_name_ru, nameEn: claim.category_name_en },
    product: claim.product_id
      ? { nameRu: claim.product_name_ru ?? '', nameEn: claim.product_name_en ?? '' }
      : null,
    openedAt: claim.opened_at,
    stage: stageOf(claim.state),
    promisedAt,
    zone,
    handlerName: claim.handler_name,
    answeredAt: claim.answered_at,
    answer: isAnswerTold(standing) ? claim.answer : null,
    grounds: areGroundsTold(standing) ? claim.grounds : null,
    messages: messages.map((one) => ({
      id: one.id,
      from: one.direction === 'inbound' ? 'client' : 'house',
      text: one.text,
      at: one.at,
      author: one.author_name,
    })),
    files,
    fileBytes,
    moves: clientMovesFrom(claim.state),
    mayRate: mayRate(standing),
    rating: rating && { score: rating.score, word: rating.word },
    expiresAt: link.expires_at,
    version: claim.version,
  }
}
