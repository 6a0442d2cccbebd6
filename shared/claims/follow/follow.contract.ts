/** The page by which a client follows one claim without an account: the link's token is the only key, and opens that claim. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { clientFile, FILE_KIND } from '../attachments/attachment.contract.ts'
import { remedies } from '../details/detail-codes.ts'
import { LETTER_KIND } from '../letters/letter-kind.ts'
import { clientMoves, stages } from './stage.ts'

/** Where the page stands; the token comes after `#`, so that no server and no log on the way reads it. */
export const followPage = (token: string): string => `/follow#${token}`

const token = z.string().min(20).max(100)
const named = z.object({ nameRu: z.string(), nameEn: z.string() })
export const LONGEST_WORD = 4_000
const words = z.string().trim().min(1).max(LONGEST_WORD)

/** Times are epoch ms. Nothing of other claims, of the card or of what the house notes for itself. */
export const followed = z.object({
  number: z.string(),
  category: named,
  /** What the client complained of, in their words or as they were heard. */
  complaint: z.string(),
  products: z.array(
    z.object({
      product: named.nullable(),
      /** Exact decimal text. */
      quantity: z.string().nullable(),
      unit: z.string().nullable(),
      batch: z.string().nullable(),
    }),
  ),
  remedySought: z.enum(remedies).nullable(),
  openedAt: z.number(),
  stage: z.enum(stages),
  /** While an answer is owed. */
  promisedAt: z.number().nullable(),
  /** The zone by whose clock it is promised. */
  zone: z.string(),
  handlerName: z.string().nullable(),
  answeredAt: z.number().nullable(),
  answer: z.string().nullable(),
  /** What the answer offers. */
  remedy: z.enum(remedies).nullable(),
  /** Of a refusal. */
  grounds: z.string().nullable(),
  /** That have left the house for the client, the newest first. */
  letters: z.array(
    z.object({ id: z.uuid(), number: z.string(), subject: z.string(), body: z.string(), sentAt: z.number() }),
  ),
  messages: z.array(
    z.object({
      id: z.uuid(),
      from: z.enum(['client', 'house']),
      text: z.string(),
      at: z.number(),
      author: z.string().nullable(),
    }),
  ),
  /** What the client has sent, on this page or by mail. */
  files: z.array(clientFile),
  /** How large another may be, in bytes; null: none is taken any more. */
  fileBytes: z.int().nullable(),
  /** What the client may do now. */
  moves: z.array(z.enum(clientMoves)),
  mayRate: z.boolean(),
  rating: z.object({ score: z.int(), word: z.string().nullable() }).nullable(),
  expiresAt: z.number(),
  version: z.int(),
})
export type Followed = z.infer<typeof followed>

/** Each throws `link_unknown` 404, `link_expired` and `link_revoked` 410, `too_many` 429. */
export const readFollowed = endpoint({
  method: 'POST',
  path: '/api/follow/read',
  gate: 'public',
  body: z.strictObject({ token }),
  reply: followed,
})

/** A letter as it was sent; 404 for one that is not of this claim, or has not left the house. */
export const readFollowedLetter = endpoint({
  method: 'POST',
  path: '/api/follow/letters',
  gate: 'public',
  media: LETTER_KIND,
  body: z.strictObject({ token, letterId: z.uuid() }),
  reply: z.undefined(),
})

/** `messageId` is of the page's making: sent again it is the same message. */
export const writeFollowed = endpoint({
  method: 'POST',
  path: '/api/follow/messages',
  gate: 'public',
  body: z.strictObject({ token, messageId: z.uuid(), text: words }),
  reply: followed,
})

/** 409 `stale`, `move_not_allowed`: it was moved meanwhile. */
export const moveFollowed = endpoint({
  method: 'POST',
  path: '/api/follow/moves',
  gate: 'public',
  body: z.strictObject({
    token,
    move: z.enum(clientMoves),
    version: z.int(),
    /** Why the answer is not accepted, or what is still to be done. */
    grounds: words.optional(),
  }),
  reply: followed,
})

/** The last one counts. 409 `too_early`: nothing has been answered yet. */
export const rateFollowed = endpoint({
  method: 'POST',
  path: '/api/follow/rating',
  gate: 'public',
  body: z.strictObject({
    token,
    score: z.int().min(1).max(5),
    word: z.string().trim().max(1_000).optional(),
  }),
  reply: followed,
})

/** The token, where the body is a file: an address is written into logs, a header is not. */
export const FOLLOW_HEADER = 'x-follow-token'
export const followToken = token

/** 409 `closed`, `too_many_files`; 413 `too_large`; 422 at `file`, or at `token` without the header; 429. */
export const sendFollowedFile = endpoint({
  method: 'POST',
  path: '/api/follow/files',
  gate: 'public',
  takes: { kind: FILE_KIND, limit: 'streamed' },
  query: z.strictObject({ name: z.string().min(1).max(300) }),
  reply: followed,
})
