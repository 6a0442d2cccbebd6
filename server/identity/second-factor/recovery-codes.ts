/** The ten codes for when the phone is lost: shown once, kept as hashes. */
import type { Trx } from '#server/platform/database.ts'
import { RECOVERY_CODES } from '#shared/identity/second-factor.contract.ts'
import { hashOfCode, newSpokenCode } from '../one-time-code.ts'
import { replaceRecoveryCodes } from './second-factor.store.ts'

export const makeRecoveryCodes = async (trx: Trx, userId: string): Promise<string[]> => {
  const codes = Array.from({ length: RECOVERY_CODES }, newSpokenCode)
  await replaceRecoveryCodes(trx, userId, codes.map(hashOfCode))
  return codes
}
