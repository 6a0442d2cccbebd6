/** Makes a code that lets its bearer choose the user's password, once and for a time. */
import type { Trx } from '#server/platform/database.ts'
import type { ResetPurpose } from '#shared/identity/password.contract.ts'
import { hashOfCode, newSpokenCode } from '../one-time-code.ts'
import { newToken } from '../secret.ts'
import { insertReset, voidResets } from './reset.store.ts'

const lastsMs: Record<ResetPurpose, number> = {
  mail: 3_600_000,
  code: 3_600_000,
  invitation: 7 * 86_400_000,
}

export const makeReset = async (
  trx: Trx,
  from: { userId: string; purpose: ResetPurpose; madeBy: string | null; now: number },
): Promise<{ code: string; expiresAt: number }> => {
  const code = from.purpose === 'code' ? newSpokenCode() : newToken()
  const expiresAt = from.now + lastsMs[from.purpose]
  await voidResets(trx, { userId: from.userId, purpose: from.purpose }, from.now)
  await insertReset(trx, { ...from, codeHash: hashOfCode(code), expiresAt })
  return { code, expiresAt }
}
