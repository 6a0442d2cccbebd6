/** What a provider of the telephone network may take its time for: recordings it has made, messages on their way out. */
import type { Carrier } from '#server/platform/outbox.ts'
import { networkFetchers, type Telephony } from '#server/telephony/index.ts'

/** Tried again for nearly half an hour, at growing distances; after that it waits among the dead letters, for a person. */
export const telephonyCarriers = (house: Telephony): Record<string, Carrier> => networkFetchers(house)
