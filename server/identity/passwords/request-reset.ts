/**
 * "I forgot my password." The request writes the same row for every e-mail, known or not, and answers; whether
 * anyone is written to is decided afterwards, in the worker, so that neither answer nor time tells.
 */
import { z } from 'zod'
import { inTransaction } from '#server/platform/database.ts'
import { hasMail, publicUrl, putMail } from '#server/platform/mail/index.ts'
import { type Carrier, putEffect } from '#server/platform/outbox.ts'
import type { Platform } from '#server/platform/platform.ts'
import { resetLetter } from '#shared/identity/letters.ts'
import { passwordPage } from '#shared/identity/password.contract.ts'
import { audit } from '../audit/audit.store.ts'
import { admitTry } from '../limits/admit-try.ts'
import { readCredentials } from '../users/credentials.store.ts'
import { readUser } from '../users/user.store.ts'
import { makeReset } from './make-reset.ts'
import { countRequestedResets } from './reset.store.ts'

export const RESET_REQUEST = 'password-reset-request'
const LIMITS = { address: 20 }
/** Letters to one user in an hour: more would be a nuisance made with our hands. */
const LETTERS_AN_HOUR = 3

const request = z.strictObject({ email: z.string(), address: z.string(), at: z.number() })

export const requestReset = async (
  platform: Platform,
  entry: { email: string; address: string },
): Promise<void> => {
  await admitTry(platform, { kind: 'reset-request', account: entry.email, address: entry.address }, LIMITS)
  const at = platform.clock.now()
  await inTransaction(platform.db, (trx) =>
    putEffect(trx, {
      kind: RESET_REQUEST,
      key: `${RESET_REQUEST}:${crypto.randomUUID()}`,
      payload: { ...entry, at },
    }),
  )
}

/** Worker's half: writes the letter if there is such a user. Carried out twice it is still one letter. */
export const sendResetLetter =
  (platform: Platform): Carrier =>
  async (effect) => {
    const { email, address } = request.parse(effect.payload)
    const now = platform.clock.now()
    const found = await readCredentials(platform.db, email)
    const trace = { at: now, actorId: null, action: 'password.forgot', address, data: { email } }
    if (!found || (await countRequestedResets(platform.db, found.id, now - 3_600_000)) >= LETTERS_AN_HOUR) {
      await audit(platform.db, { ...trace, outcome: 'denied' })
      return { sent: false }
    }
    await inTransaction(platform.db, async (trx) => {
      const user = await readUser(trx, found.id)
      // A second code would make the one in the letter worthless.
      if (!user || (await hasMail(trx, `reset:${effect.id}`))) return
      const { code, expiresAt } = await makeReset(trx, {
        userId: user.id,
        purpose: 'mail',
        madeBy: null,
        now,
      })
      await putMail(trx, {
        to: user.email,
        ...resetLetter(user.language, {
          name: user.name,
          link: publicUrl(platform.config) + passwordPage(code),
        }),
        key: `reset:${effect.id}`,
        now,
        until: expiresAt,
        secret: true,
      })
      await audit(trx, { ...trace, outcome: 'ok', subjectKind: 'user', subjectId: user.id })
    })
    return { sent: true }
  }
