import type { Room } from '../platform/room.ts'
import { useCalendarWords } from './calendars/words.ts'
import { useDepartmentWords } from './departments/words.ts'
import { useDictionaryWords } from './dictionaries/words.ts'
import { useFieldWords } from './fields/words.ts'
import { useMarketWords } from './markets/words.ts'
import { useRetentionWords } from './retention/words.ts'

const { t: calendarWord } = useCalendarWords()
const { t: marketWord } = useMarketWords()
const { t: departmentWord } = useDepartmentWords()
const { t: dictionaryWord } = useDictionaryWords()
const { t: retentionWord } = useRetentionWords()
const { t: fieldWord } = useFieldWords()
const meta = { permission: 'organisation.manage' as const }

export const organisationRoom: Room = {
  administration: [
    {
      to: '/administration/calendars',
      label: () => calendarWord('nav'),
      icon: 'i-lucide-calendar-days',
      permission: 'organisation.manage',
      group: 'house',
      order: 30,
    },
    {
      to: '/administration/markets',
      label: () => marketWord('nav'),
      icon: 'i-lucide-globe',
      permission: 'organisation.manage',
      group: 'house',
      order: 20,
    },
    {
      to: '/administration/departments',
      label: () => departmentWord('nav'),
      icon: 'i-lucide-network',
      permission: 'organisation.manage',
      group: 'house',
      order: 10,
    },
    {
      to: '/administration/dictionaries',
      label: () => dictionaryWord('nav'),
      icon: 'i-lucide-list-tree',
      permission: 'organisation.manage',
      group: 'house',
      order: 40,
    },
    {
      to: '/administration/retention',
      label: () => retentionWord('nav'),
      icon: 'i-lucide-hourglass',
      permission: 'organisation.manage',
      group: 'oversight',
      order: 85,
    },
    {
      to: '/administration/fields',
      label: () => fieldWord('nav'),
      icon: 'i-lucide-text-cursor-input',
      permission: 'organisation.manage',
      group: 'house',
      order: 50,
    },
  ],
  administrationRoutes: [
    { path: 'calendars', component: () => import('./calendars/CalendarsPage.vue'), meta },
    { path: 'calendars/:id', component: () => import('./calendars/CalendarPage.vue'), meta },
    { path: 'markets', component: () => import('./markets/MarketsPage.vue'), meta },
    { path: 'markets/:id', component: () => import('./markets/MarketPage.vue'), meta },
    { path: 'departments', component: () => import('./departments/DepartmentsPage.vue'), meta },
    { path: 'retention', component: () => import('./retention/RetentionPage.vue'), meta },
    { path: 'dictionaries', component: () => import('./dictionaries/DictionariesPage.vue'), meta },
    { path: 'fields', component: () => import('./fields/FieldsPage.vue'), meta },
  ],
}
