/** What an order is carried out with. */
import type { CallRow } from '../call.store.ts'
import type { Telephony } from '../telephony.ts'
import type { Account } from './settings.ts'

export type Carrying = { house: Telephony; account: Account; call: CallRow; attempts: number }
