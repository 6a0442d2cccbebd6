/** A user's phone before a doorway whose clock stands still: makes codes, and takes the two steps of a sign-in. */
import { expect } from 'vitest'
import { codeAt } from '#server/identity/second-factor/totp.ts'
import { type Doorway, PASSWORD } from './doorway.ts'
import type { Visitor } from './visitor.ts'

export const STEP_MS = 30_000
export const emailOf = (role: string) => `${role}@example.test`

/** Nothing set up, nothing tried, and a time whose codes nobody has used. */
export const cleanFactors = async (hub: Doorway): Promise<void> => {
  for (const table of [
    'attempts',
    'sign_in_places',
    'sign_in_challenges',
    'second_factors',
    'audit',
    'outbox',
  ])
    await hub.db(table).delete()
  await hub.db('roles').update({ needs_second_factor: false, version: hub.db.raw('version + 1') })
  hub.platform.advance(10 * STEP_MS)
}

export const phoneBefore = (hub: () => Doorway) => {
  const codeNow = (secret: string, steps = 0): string =>
    codeAt(secret, hub().platform.clock.now() + steps * STEP_MS)
  return {
    codeNow,
    /** Signed in, with the second factor on; the next code is one step on. */
    withFactor: async (role: string) => {
      const visitor = hub().visitor()
      await visitor.signIn(emailOf(role), PASSWORD)
      const { secret } = (await visitor.post('/api/second-factor/offer', { password: PASSWORD })).body
      const answer = await visitor.post('/api/second-factor/confirm', { code: codeNow(secret) })
      expect(answer.status).toBe(200)
      hub().platform.advance(STEP_MS)
      return { visitor, secret: secret as string, recoveryCodes: answer.body.recoveryCodes as string[] }
    },
    challengeOf: async (visitor: Visitor, role: string): Promise<string> => {
      const { status, body } = await visitor.signIn(emailOf(role), PASSWORD)
      expect(status).toBe(200)
      return body.challenge
    },
  }
}
