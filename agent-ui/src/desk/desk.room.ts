import type { Room } from '../platform/room.ts'
import CallBar from './CallBar.vue'
import DeskEngine from './DeskEngine.vue'
import PresenceControl from './PresenceControl.vue'
import RingingOffer from './RingingOffer.vue'
import SoundSettings from './SoundSettings.vue'
import WrapUpBar from './WrapUpBar.vue'
import { useDeskWords } from './words.ts'

const { t } = useDeskWords()

export const deskRoom: Room = {
  routes: [{ path: '/desk', component: () => import('./DeskPage.vue'), meta: { permission: 'agent.self' } }],
  navigation: [
    {
      to: '/desk',
      label: () => t('nav'),
      icon: 'i-lucide-headset',
      permission: 'agent.self',
      keys: 'G D',
      order: 10,
    },
  ],
  topBar: [
    { component: PresenceControl, permission: 'agent.self', order: 10 },
    { component: SoundSettings, permission: 'agent.self', order: 11 },
  ],
  frame: [
    { component: DeskEngine, permission: 'agent.self', order: 1 },
    { component: RingingOffer, permission: 'agent.self', order: 2 },
    { component: CallBar, permission: 'agent.self', order: 3 },
    { component: WrapUpBar, permission: 'agent.self', order: 4 },
  ],
}
