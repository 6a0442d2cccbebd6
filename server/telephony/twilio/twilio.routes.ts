import * as contract from '#shared/telephony/twilio.contract.ts'
import { handle, type Route } from '../../platform/http.ts'
import type { Telephony } from '../telephony.ts'
import { accessToken } from './access-token.ts'
import { checkNetwork } from './check-network.ts'
import { editNetwork } from './edit-network.ts'
import { readNetwork } from './read-network.ts'

export const twilioRoutes = (house: Telephony): Route[] => [
  handle(contract.readNetwork, () => readNetwork(house)),
  handle(contract.editNetwork, ({ body, actor }) => editNetwork(house, actor, body)),
  handle(contract.checkNetwork, async () => {
    await checkNetwork(house)
    return readNetwork(house)
  }),
  handle(contract.readLineToken, ({ actor }) => accessToken(house, actor.userId)),
]
