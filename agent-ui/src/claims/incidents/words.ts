import { defineWords } from '../../platform/i18n.ts'
import { incidentsEn } from './incidents.en.ts'
import { incidentsRu } from './incidents.ru.ts'

export const useIncidentsWords = defineWords('incidents', incidentsRu, incidentsEn)
