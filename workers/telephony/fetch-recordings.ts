/** Recordings that a provider of the telephone network has made: brought here, however long that takes. */
import type { Carrier } from '#server/platform/outbox.ts'
import { networkFetchers, type Telephony } from '#server/telephony/index.ts'

/** Tried again for nearly half an hour, at growing distances; after that it waits among the dead letters, for a person. */
export const telephonyCarriers = (house: Telephony): Record<string, Carrier> => networkFetchers(house)
