/** Sends a browser to the provider, and remembers that it was this browser. */

import { publicUrl } from '#server/platform/mail/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import { seal, unseal } from '#server/platform/secret-box.ts'
import { CALLBACK_PATH } from '#shared/identity/single-sign-on.contract.ts'
import { newToken, sha256 } from '../secret.ts'
import { PROVIDER_BOX } from './edit-provider.ts'
import { findProvider, insertVisit, type Provider } from './provider.store.ts'
import { discover, wayThere } from './provider-client.ts'
import { Refused } from './refused.ts'

export const VISIT_MS = 10 * 60_000
export const VISIT_BOX = 'provider-visit'

export const callbackUrl = (platform: Platform): string => publicUrl(platform.config) + CALLBACK_PATH

/** The provider in use and how to speak with it. Throws `Refused`. */
export const openProvider = async (platform: Platform) => {
  const provider: Provider | undefined = await findProvider(platform.db)
  if (!provider?.active) throw new Refused('provider_unreachable')
  const clientSecret = unseal(platform.config.SECRET_KEY, PROVIDER_BOX, provider.clientSecretSealed)
  if (clientSecret === null) throw new Refused('provider_unreachable')
  try {
    return { provider, client: await discover({ ...provider, clientSecret }, platform.clock.now()) }
  } catch (error) {
    platform.log.warn({ err: error }, 'the identity provider does not answer')
    throw new Refused('provider_unreachable')
  }
}

/** Where to send the browser, and the token that it keeps till it is back. */
export const beginSignOn = async (
  platform: Platform,
  next: string,
): Promise<{ url: string; browserToken: string }> => {
  const { provider, client } = await openProvider(platform)
  const { url, state, secrets } = await wayThere(client, callbackUrl(platform))
  const browserToken = newToken()
  await insertVisit(platform.db, {
    stateHash: sha256(state),
    browserHash: sha256(browserToken),
    secretsSealed: seal(platform.config.SECRET_KEY, VISIT_BOX, JSON.stringify(secrets)),
    next,
    issuer: provider.issuer,
    expiresAt: platform.clock.now() + VISIT_MS,
  })
  return { url: url.href, browserToken }
}
