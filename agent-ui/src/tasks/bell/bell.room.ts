import type { Room } from '../../platform/room.ts'
import NoticeBell from './NoticeBell.vue'

export const bellRoom: Room = { topBar: [{ component: NoticeBell, order: 80 }] }
