/** What every change of a second factor leaves behind: an event, a line of the audit, and a letter to its user. */
import type { z } from 'zod'
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { putMail } from '#server/platform/mail/index.ts'
import { secondFactorLetter } from '#shared/identity/letters.ts'
import { secondFactorChanged } from '#shared/identity/user.events.ts'
import { audit } from '../audit/audit.store.ts'
import { bumpUsers, readUser } from '../users/user.store.ts'

export type SecondFactorDeed = z.infer<typeof secondFactorChanged.data>['how']

export const leaveTrace = async (
  trx: Trx,
  deed: {
    userId: string
    how: SecondFactorDeed
    /** Null when it came from the console. */
    actorId: string | null
    address?: string
    data?: Record<string, unknown>
    now: number
  },
): Promise<void> => {
  // What the user may do hangs on it: whoever keeps their rights reads them anew.
  await bumpUsers(trx, [deed.userId])
  await appendEvent(trx, secondFactorChanged, {
    subjectId: deed.userId,
    actorId: deed.actorId,
    at: deed.now,
    data: { how: deed.how },
  })
  await audit(trx, {
    at: deed.now,
    actorId: deed.actorId,
    action: `second-factor.${deed.how}`,
    outcome: 'ok',
    subjectKind: 'user',
    subjectId: deed.userId,
    ...(deed.address !== undefined && { address: deed.address }),
    ...(deed.data && { data: deed.data }),
  })
  const user = await readUser(trx, deed.userId)
  if (!user) return
  await putMail(trx, {
    to: user.email,
    ...secondFactorLetter(user.language, { name: user.name, how: deed.how }),
    key: `second-factor:${user.id}:${deed.how}:${user.version}`,
    now: deed.now,
  })
}
