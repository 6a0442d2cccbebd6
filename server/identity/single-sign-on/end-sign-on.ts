/** Back from the provider: the visit is this browser's, the answer is the provider's, the user is ours. */
import { type Database, inTransaction, type Trx } from '#server/platform/database.ts'
import { UNIQUE_VIOLATION } from '#server/platform/error-exit.ts'
import type { Platform } from '#server/platform/platform.ts'
import { unseal } from '#server/platform/secret-box.ts'
import { audit } from '../audit/audit.store.ts'
import { addressKey } from '../limits/address-key.ts'
import { sha256 } from '../secret.ts'
import { type Knock, signInTrace } from '../sessions/admit-sign-in.ts'
import { letIn, type SignedIn } from '../sessions/let-in.ts'
import { lockUser } from '../users/credentials.store.ts'
import { readUser } from '../users/user.store.ts'
import { callbackUrl, openProvider, VISIT_BOX } from './begin-sign-on.ts'
import { findUser } from './find-user.ts'
import { takeVisit } from './provider.store.ts'
import { type Claims, type VisitSecrets, wayBack } from './provider-client.ts'
import { Refused } from './refused.ts'

export type Return = Omit<Knock, 'email'> & {
  state: string
  /** The token that the browser was sent off with. */
  browserToken: string
  /** The query as it came, with its `?`. */
  search: string
  /** What the browser asks for. */
  acceptLanguage: string | null
}

/** Throws `Refused`. */
export const endSignOn = async (
  platform: Platform,
  entry: Return,
): Promise<{ signedIn: SignedIn; next: string }> => {
  const { state, browserToken, search, acceptLanguage, ...knock } = entry
  const visit = await takeVisit(platform.db, {
    stateHash: sha256(state),
    browserHash: sha256(browserToken),
    now: platform.clock.now(),
  })
  const secrets = visit && unseal(platform.config.SECRET_KEY, VISIT_BOX, visit.secretsSealed)
  const { provider, client } = await openProvider(platform)
  if (!visit || !secrets || visit.issuer !== provider.issuer) throw new Refused('provider_refused')
  const url = new URL(callbackUrl(platform) + search)
  const claims: Claims = await wayBack(client, {
    url,
    state,
    secrets: JSON.parse(secrets) as VisitSecrets,
  }).catch((error: unknown) => {
    platform.log.info({ err: error }, 'the identity provider’s answer does not fit')
    throw new Refused('provider_refused')
  })
  const signedIn = await orOnceMore(platform.db, async (trx) => {
    const userId = await findUser(platform, trx, provider, { claims, acceptLanguage })
    await lockUser(trx, userId)
    const user = await readUser(trx, userId)
    if (!user?.active || user.service) throw new Refused('not_our_user')
    return letIn(platform, trx, {
      userId,
      knock: { ...knock, email: user.email.toLowerCase() },
      attempt: {
        kind: 'sign-in',
        account: user.email.toLowerCase(),
        address: addressKey(knock.address),
        device: null,
      },
      byProvider: true,
      data: { by: 'provider', issuer: provider.issuer },
    })
  })
  return { signedIn, next: visit.next }
}

/** Who did not see the newcomer whom another connection was just making sees them now. */
const orOnceMore = async <T>(db: Database, work: (trx: Trx) => Promise<T>): Promise<T> => {
  try {
    return await inTransaction(db, work)
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    return inTransaction(db, work)
  }
}

/** A refusal in the audit, without anything that the provider has said of the person. */
export const auditRefusal = (platform: Platform, address: string, reason: string): Promise<void> =>
  audit(
    platform.db,
    signInTrace(platform, { email: '', address }, null, 'failed', { by: 'provider', reason }),
  )
