/** A letter on its way out: the payload of an outbox row of kind `mail`. */
import { z } from 'zod'

export const MAIL = 'mail'

export const letter = z.strictObject({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  /** Epoch ms; after it the letter is of no use and is not sent by itself. */
  until: z.number(),
  /** Its links open something: they are struck out once the letter has gone. */
  secret: z.boolean(),
  /** What goes with it, from the storage: sent only as it was when the letter was put here. */
  file: z
    .strictObject({ key: z.string(), name: z.string(), kind: z.string(), sha256: z.string() })
    .optional(),
  /** Where an answer is to go, if not to the sender. */
  replyTo: z.string().optional(),
  /** Message-IDs of the letters that it answers, the nearest last. */
  answers: z.array(z.string()).optional(),
  /** No person has written it: nobody's program is to answer it. */
  automatic: z.boolean().optional(),
})
export type Letter = z.infer<typeof letter>

const link = /https?:\/\/\S+/g

export const linksIn = (text: string): string[] => text.match(link) ?? []

/** The text with the secret part of each link (what stands after #) struck out. */
export const withoutSecrets = (text: string): string => text.replace(link, (url) => url.replace(/#.*$/, '#…'))
