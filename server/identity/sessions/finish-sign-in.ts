/** The second step: the challenge of the first and a code of the phone, or a recovery code, for a session. */
import { inTransaction } from '#server/platform/database.ts'
import { HubError, invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { audit } from '../audit/audit.store.ts'
import type { Attempt } from '../limits/attempt.store.ts'
import {
  countChallengeTry,
  findOpenChallenge,
  type OpenChallenge,
  useChallenge,
} from '../second-factor/challenge.store.ts'
import { takeCode } from '../second-factor/take-code.ts'
import { sha256 } from '../secret.ts'
import { lockCredentials } from '../users/credentials.store.ts'
import { admitSignIn, type Knock, signInTrace } from './admit-sign-in.ts'
import { letIn, type SignedIn } from './let-in.ts'

export type SecondStep = Omit<Knock, 'email'> & { challenge: string; code: string }

const over = () => new HubError('challenge_over', 401)

/** 401 `challenge_over`; 422 `code: bad_code`; 429 `too_many`. */
export const finishSignIn = async (platform: Platform, entry: SecondStep): Promise<SignedIn> => {
  const tokenHash = sha256(entry.challenge)
  const open = await findOpenChallenge(platform.db, tokenHash, platform.clock.now())
  if (!open) throw over()
  const knock: Knock = { ...entry, email: open.email }
  const { attempt } = await admitSignIn(platform, knock, 'second-factor')
  if (!(await countChallengeTry(platform.db, tokenHash, platform.clock.now()))) throw over()
  const signedIn = await judge(platform, { open, tokenHash, knock, attempt, code: entry.code })
  if (signedIn) return signedIn
  await audit(platform.db, signInTrace(platform, knock, open.userId, 'failed', { reason: 'second-factor' }))
  throw invalid({ code: 'bad_code' })
}

type Judged = { open: OpenChallenge; tokenHash: Buffer; knock: Knock; attempt: Attempt; code: string }

/** Null when the code is wrong or was taken before; the challenge then stays for another try. */
const judge = (platform: Platform, { open, tokenHash, knock, attempt, code }: Judged) =>
  inTransaction(platform.db, async (trx): Promise<SignedIn | null> => {
    const { userId } = open
    const present = await lockCredentials(trx, userId)
    if (!present?.passwordHash || !sha256(present.passwordHash).equals(open.passwordMark)) throw over()
    const by = await takeCode(platform, trx, userId, code)
    if (!by) return null
    if (!(await useChallenge(trx, tokenHash, platform.clock.now()))) throw over()
    return letIn(platform, trx, { userId, knock, attempt, data: { by } })
  })
