/** All that is asked of a server over HTTP, room by room, and the document that describes it. */
import { agentRoutes, skillRoutes } from './agents/index.ts'
import { messageRoutes, messageSettingRoutes } from './channels/index.ts'
import {
  attachmentRoutes,
  categoryDictionary,
  causeDictionary,
  claimFormRoutes,
  claimImportRoutes,
  claimRoutes,
  claimSettingRoutes,
  compensationRoutes,
  detailRoutes,
  evidenceRoutes,
  followRoutes,
  incidentRoutes,
  joiningRoutes,
  letterRoutes,
  macroRoutes,
  mailboxRoutes,
  searchClaimNumbers,
  snippetRoutes,
  suggestionRoutes,
} from './claims/index.ts'
import { clientRoutes, industryDictionary, sourceDictionary } from './clients/index.ts'
import { apiDocumentRoutes, audit, identityRoutes, peopleIn } from './identity/index.ts'
import { dispositionDictionary, interactionRoutes } from './interactions/index.ts'
import { articleRoutes } from './knowledge/index.ts'
import {
  type Administration,
  administrationRoutes,
  groupDictionary,
  organisationRoutes,
} from './organisation/index.ts'
import type { Route } from './platform/http.ts'
import type { Platform } from './platform/platform.ts'
import { privacyRoutes } from './privacy/index.ts'
import { recordRoutes } from './record/index.ts'
import {
  offerRoutes,
  outboundRoutes,
  queueRoutes,
  queuesOn,
  queuesSaying,
  type Routing,
  skillMatrixRoutes,
  topicQueues,
  unknownQueues,
} from './routing/index.ts'
import { productGroupDictionary, refusalDictionary, salesRoutes } from './sales/index.ts'
import { boardRoutes } from './supervision/index.ts'
import { taskRoutes } from './tasks/index.ts'
import { callRoutes, demoRoutes, flowRoutes, numberRoutes, promptRoutes } from './telephony/index.ts'
import { twilioRoutes } from './telephony/twilio/index.ts'
import { callLinkRoutes } from './telephony/web-voice/index.ts'

/** The organisation comes before all rooms, and is told what later ones know of it. */
export const administrationOf = (platform: Platform): Administration => ({
  ...platform,
  audit,
  queuesOn,
  peopleIn,
  unknownQueues,
  dictionaries: [
    dispositionDictionary,
    refusalDictionary,
    productGroupDictionary,
    categoryDictionary,
    causeDictionary,
    sourceDictionary,
    industryDictionary,
    groupDictionary,
  ],
})

export const routesOf = (house: Routing): Route[] => {
  const routes: Route[] = [
    ...roomRoutes(house),
    ...apiDocumentRoutes(house, () => routes.map(({ endpoint }) => endpoint)),
  ]
  return routes
}

const roomRoutes = (house: Routing): Route[] => [
  ...organisationRoutes(house),
  ...administrationRoutes(administrationOf(house)),
  ...identityRoutes(house),
  ...clientRoutes(house, { findByClaimNumber: searchClaimNumbers }),
  ...taskRoutes(house),
  ...agentRoutes(house),
  ...skillRoutes(house),
  ...callRoutes(house),
  ...callLinkRoutes(house),
  ...demoRoutes(house),
  ...flowRoutes(house, { topicQueues }),
  ...promptRoutes(house, { queuesSaying }),
  ...numberRoutes(house),
  ...twilioRoutes(house),
  ...interactionRoutes(house),
  ...offerRoutes(house),
  ...outboundRoutes(house),
  ...queueRoutes(house),
  ...skillMatrixRoutes(house),
  ...salesRoutes(house),
  ...claimImportRoutes(house),
  ...claimSettingRoutes(house),
  ...claimRoutes(house),
  ...compensationRoutes(house),
  ...incidentRoutes(house),
  ...suggestionRoutes(house),
  ...detailRoutes(house),
  ...joiningRoutes(house),
  ...followRoutes(house),
  ...claimFormRoutes(house),
  ...mailboxRoutes(house),
  ...attachmentRoutes(house),
  ...letterRoutes(house),
  ...snippetRoutes(house),
  ...macroRoutes(house),
  ...evidenceRoutes(house),
  ...articleRoutes(house),
  ...messageRoutes(house),
  ...messageSettingRoutes(house),
  ...recordRoutes(house),
  ...boardRoutes(house),
  ...privacyRoutes(house),
]
