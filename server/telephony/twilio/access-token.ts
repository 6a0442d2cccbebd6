/** What an agent's browser shows the provider to open its line: short-lived, for this application alone, nameless. */
import AccessToken from 'twilio/lib/jwt/AccessToken.js'
import { conflict } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { identityOf } from './identity-of.ts'
import { readSettings } from './settings.ts'

/** A token that runs out ends no call; a fresh one is fetched between calls. */
const LASTS_S = 3_600

/** Throws 409 `line_not_set_up`. Source: "Access Tokens" (voice grant). */
export const accessToken = async (
  platform: Platform,
  userId: string,
): Promise<{ token: string; lastsMs: number }> => {
  const { accountSid, apiKeySid, apiKeySecret, appSid } = await readSettings(platform)
  if (!accountSid || !apiKeySid || !apiKeySecret || !appSid) throw conflict('line_not_set_up')
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, {
    identity: identityOf(userId),
    ttl: LASTS_S,
  })
  token.addGrant(new AccessToken.VoiceGrant({ outgoingApplicationSid: appSid, incomingAllow: false }))
  return { token: token.toJwt(), lastsMs: LASTS_S * 1_000 }
}
