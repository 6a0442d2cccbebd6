import { defineWords } from '../../platform/i18n.ts'
import { calendarEn } from './calendar.en.ts'
import { calendarRu } from './calendar.ru.ts'

export const useCalendarWords = defineWords('calendars', calendarRu, calendarEn)
