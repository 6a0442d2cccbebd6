/** A signed-in user proves once more who they are: a stolen session must not become a place to guess the password. */
import type { Actor } from '#server/platform/actor.ts'
import { invalid, unauthenticated } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { audit } from '../audit/audit.store.ts'
import { admitTry } from '../limits/admit-try.ts'
import { type Credentials, readCredentialsOf } from '../users/credentials.store.ts'
import { passwordFits } from './hash-password.ts'

const LIMITS = { address: 40, account: 10 }

export type Proof = {
  credentials: Credentials
  /** The try counts as a guess until this is called: call it when all that was typed is right. */
  takeBack: () => Promise<unknown>
}

/** 422 `<field>: wrong_password`, in the audit under `action`; 429. */
export const provePassword = async (
  platform: Platform,
  actor: Actor,
  entry: { password: string; field: string; action: string; address: string },
): Promise<Proof> => {
  const credentials = await readCredentialsOf(platform.db, actor.userId)
  if (!credentials) throw unauthenticated()
  const takeBack = await admitTry(
    platform,
    { kind: 'password-change', account: credentials.email, address: entry.address },
    LIMITS,
  )
  if (await passwordFits(credentials.passwordHash, entry.password)) return { credentials, takeBack }
  await auditFailedProof(platform, actor, entry)
  throw invalid({ [entry.field]: 'wrong_password' })
}

/** Whoever has the session has not shown that they are its user. */
export const auditFailedProof = (
  platform: Platform,
  actor: Actor,
  entry: { action: string; address: string; data?: Record<string, unknown> },
): Promise<void> =>
  audit(platform.db, {
    at: platform.clock.now(),
    actorId: actor.userId,
    action: entry.action,
    outcome: 'failed',
    subjectKind: 'user',
    subjectId: actor.userId,
    address: entry.address,
    ...(entry.data && { data: entry.data }),
  })
