/** All rooms that have screens: the one list that the shell is put together from. */
import { agentsRoom } from '../agents/agents.room.ts'
import { claimBoardRoom } from '../claims/board/board.room.ts'
import { claimsRoom } from '../claims/claims.room.ts'
import { compensationRoom } from '../claims/compensation/compensation.room.ts'
import { claimImportRoom } from '../claims/import/claim-import.room.ts'
import { incidentsRoom } from '../claims/incidents/incidents.room.ts'
import { macrosRoom } from '../claims/macros/macros.room.ts'
import { mailboxesRoom } from '../claims/mailboxes/mailboxes.room.ts'
import { claimSettingsRoom } from '../claims/settings/claim-settings.room.ts'
import { suggestionsRoom } from '../claims/suggestions/suggestions.room.ts'
import { clientsRoom } from '../clients/clients.room.ts'
import { deskRoom } from '../desk/desk.room.ts'
import { identityRoom } from '../identity/identity.room.ts'
import { interactionsRoom } from '../interactions/interactions.room.ts'
import { knowledgeRoom } from '../knowledge/knowledge.room.ts'
import { organisationRoom } from '../organisation/organisation.room.ts'
import { administrationGroups, type NavigationItem, type Room } from '../platform/room.ts'
import { privacyRoom } from '../privacy/privacy.room.ts'
import { recordRoom } from '../record/record.room.ts'
import { routingRoom } from '../routing/routing.room.ts'
import { salesRoom } from '../sales/sales.room.ts'
import { supervisionRoom } from '../supervision/supervision.room.ts'
import { bellRoom } from '../tasks/bell/bell.room.ts'
import { tasksRoom } from '../tasks/tasks.room.ts'
import { networkRoom } from '../telephony/network/network.room.ts'
import { promptsRoom } from '../telephony/prompts/prompts.room.ts'
import { firstStepsRoom } from './administration/first-steps.room.ts'
import { useAppWords } from './words.ts'

export const rooms: Room[] = [
  identityRoom,
  organisationRoom,
  deskRoom,
  clientsRoom,
  interactionsRoom,
  agentsRoom,
  routingRoom,
  networkRoom,
  promptsRoom,
  bellRoom,
  tasksRoom,
  salesRoom,
  claimsRoom,
  claimImportRoom,
  claimSettingsRoom,
  claimBoardRoom,
  compensationRoom,
  incidentsRoom,
  suggestionsRoom,
  mailboxesRoom,
  knowledgeRoom,
  macrosRoom,
  recordRoom,
  supervisionRoom,
  privacyRoom,
  firstStepsRoom,
]

const byOrder = (a: { order?: number }, b: { order?: number }) => (a.order ?? 50) - (b.order ?? 50)

const sections = rooms.flatMap((room) => room.administration ?? []).sort(byOrder)
/** The sections of the administration, in the order of their frame. */
export const administration = administrationGroups.flatMap((group) =>
  sections.filter((item) => item.group === group),
)

const administrationEntry: NavigationItem = {
  to: '/administration',
  label: () => useAppWords().t('administration'),
  icon: 'i-lucide-settings-2',
  permission: administration.flatMap((item) => item.permission),
  keys: 'G A',
  order: 90,
}

/** The sections of the rail. */
export const navigation = [...rooms.flatMap((room) => room.navigation ?? []), administrationEntry].sort(
  byOrder,
)

/** Everything that the palette can go to. */
export const destinations: (Omit<NavigationItem, 'keys'> & { keys?: string })[] = [
  ...navigation.filter((item) => item !== administrationEntry),
  ...administration,
]
export const topBarParts = rooms.flatMap((room) => room.topBar ?? []).sort(byOrder)
export const frameParts = rooms.flatMap((room) => room.frame ?? []).sort(byOrder)
export const paletteSources = rooms.flatMap((room) => room.palette ?? [])
