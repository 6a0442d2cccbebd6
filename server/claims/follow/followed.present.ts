/** The only place that decides what of a claim its client sees. */

import type { ClientFile } from '#shared/claims/attachments/attachment.contract.ts'
import type { ProductLine } from '#shared/claims/details/detail.contract.ts'
import type { Followed } from '#shared/claims/follow/follow.contract.ts'
import {
  areGroundsTold,
  clientMovesFrom,
  isAnswerTold,
  mayRate,
  stageOf,
} from '#shared/claims/follow/stage.ts'
import type { Named } from '#shared/sales/product.contract.ts'
import type { ClaimRow } from '../claim.store.ts'
import type { LetterRow } from '../letters/letter.store.ts'
import type { LinkRow } from './link.store.ts'
import type { MessageRow, RatingRow } from './message.store.ts'

export type Shown = {
  claim: ClaimRow
  link: LinkRow
  lines: ProductLine[]
  /** Of the lines and of the claim itself. */
  products: Named[]
  letters: LetterRow[]
  messages: MessageRow[]
  rating: RatingRow | null
  files: ClientFile[]
  fileBytes: number | null
  /** Epoch ms; null: no answer is owed. */
  promisedAt: number | null
  zone: string
}

/** Whoever opened it themselves is shown what they wrote, and not who they said they are; with a file came what was noted. */
const complaintOf = (claim: ClaimRow, messages: MessageRow[]): string => {
  const isTheirs = claim.opened_by === null && claim.brought_at === null
  const first = isTheirs ? messages.find(({ direction }) => direction === 'inbound') : null
  return first?.text ?? claim.description
}

const productsOf = (claim: ClaimRow, lines: ProductLine[], products: Named[]): Followed['products'] => {
  const nameOf = (id: string | null) => {
    const found = products.find((one) => one.id === id)
    return found ? { nameRu: found.nameRu, nameEn: found.nameEn } : null
  }
  const only = { productId: claim.product_id, quantity: null, unit: null, batch: null }
  const all = lines.length > 0 || claim.product_id === null ? lines : [only]
  return all.map(({ productId, ...line }) => ({ ...line, product: nameOf(productId) }))
}

export const presentFollowed = ({
  claim,
  link,
  lines,
  products,
  letters,
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
    complaint: complaintOf(claim, messages),
    products: productsOf(claim, lines, products),
    remedySought: claim.remedy_sought,
    openedAt: claim.opened_at,
    stage: stageOf(claim.state),
    promisedAt,
    zone,
    handlerName: claim.handler_name,
    answeredAt: claim.answered_at,
    answer: isAnswerTold(standing) ? claim.answer : null,
    remedy: isAnswerTold(standing) ? claim.remedy : null,
    grounds: areGroundsTold(standing) ? claim.grounds : null,
    letters: letters.map(({ id, number, subject, body, sent_at }) => ({
      ...{ id, number, subject, body },
      sentAt: sent_at as number,
    })),
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
