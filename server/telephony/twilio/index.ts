/** Twilio: the provider of the telephone network. Nothing outside this folder knows that a call is one of Twilio's. */
import type { Carrier } from '../../platform/outbox.ts'
import type { Platform } from '../../platform/platform.ts'
import { messageKind } from '../messages.ts'
import { voiceKind } from '../order-voice.ts'
import type { Telephony } from '../telephony.ts'
import { messageCarrier } from './carry-message.ts'
import { twilioCarrier } from './carry-order.ts'
import { recordingCarrier } from './fetch-recording.ts'
import { canOpenLines, isAccount, PROVIDER, readSettings } from './settings.ts'
import { FETCH } from './take-recording.ts'

export { checkAtStart } from './check-network.ts'
export { reconcileCalls } from './reconcile-calls.ts'
export { reconcileMessages } from './reconcile-messages.ts'
export { twilioRoutes } from './twilio.routes.ts'
export { twilioWebhooks } from './twilio.webhooks.ts'
export { WEBHOOKS } from './urls.ts'

/** The provider's name when clients' phones can be called, and agents can talk to them. */
export const phoneNetwork = async (platform: Pick<Platform, 'db' | 'config'>): Promise<string | null> => {
  const settings = await readSettings(platform)
  return isAccount(settings) && canOpenLines(settings) ? PROVIDER : null
}

/** Orders of calls: for the servers, at once. */
export const twilioCarriers = (house: Telephony): Record<string, Carrier> => ({
  [voiceKind(PROVIDER)]: twilioCarrier(house),
})

/** What may take its time: for the workers. */
export const twilioFetchers = (house: Telephony): Record<string, Carrier> => ({
  [FETCH]: recordingCarrier(house),
  [messageKind(PROVIDER)]: messageCarrier(house),
})

/** Who carries messages; null while no account is set up. */
export const messageNetwork = async (platform: Pick<Platform, 'db' | 'config'>): Promise<string | null> =>
  isAccount(await readSettings(platform)) ? PROVIDER : null
