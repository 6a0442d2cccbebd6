import * as contract from '#shared/telephony/twilio.contract.ts'
import { readInput } from '../../platform/bad-input.ts'
import { handle, type Route } from '../../platform/http.ts'
import { versionRoutes } from '../../platform/versions/version-routes.ts'
import type { Telephony } from '../telephony.ts'
import { accessToken } from './access-token.ts'
import { checkNetwork } from './check-network.ts'
import { ACCOUNT, accountState, editNetwork } from './edit-network.ts'
import { readNetwork } from './read-network.ts'
import { readPlain } from './settings.ts'

export const twilioRoutes = (house: Telephony): Route[] => [
  handle(contract.readNetwork, () => readNetwork(house)),
  handle(contract.editNetwork, ({ body, actor }) => editNetwork(house, actor, body)),
  ...versionRoutes(house.db, {
    endpoints: contract.networkVersions,
    find: async () => ({ ...ACCOUNT, state: accountState(await readPlain(house.db)) }),
    edit: (actor, _params, { version, state, restores }) =>
      editNetwork(house, actor, readInput(contract.editNetwork.body!, { version, ...state }), restores),
  }),
  handle(contract.checkNetwork, async () => {
    await checkNetwork(house)
    return readNetwork(house)
  }),
  handle(contract.readLineToken, ({ actor }) => accessToken(house, actor.userId)),
]
