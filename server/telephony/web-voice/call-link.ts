/** Signed links to `/call`: the hub vouches that whoever opens one is this client. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { invalid } from '../../platform/errors.ts'

const content = z.object({ clientId: z.uuid(), phone: z.string().nullable(), until: z.number() })
export type CallLink = z.infer<typeof content>

const sign = (secret: string, text: string) =>
  createHmac('sha256', secret).update(`call-link:${text}`).digest('base64url')

export const makeCallLink = (secret: string, link: CallLink): string => {
  const text = Buffer.from(JSON.stringify(link)).toString('base64url')
  return `${text}.${sign(secret, text)}`
}

/** Throws 422 `invalid` with `link: bad_link` or `link: link_expired`. */
export const readCallLink = (secret: string, token: string, now: number): CallLink => {
  const [text = '', signature = ''] = token.split('.')
  const expected = Buffer.from(sign(secret, text))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    throw invalid({ link: 'bad_link' })
  const link = content.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  if (link.until < now) throw invalid({ link: 'link_expired' })
  return link
}
