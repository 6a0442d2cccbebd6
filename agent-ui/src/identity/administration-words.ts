import { defineWords } from '../platform/i18n.ts'
import { administrationEn } from './administration.en.ts'
import { administrationRu } from './administration.ru.ts'

export const useAdministrationWords = defineWords('administration', administrationRu, administrationEn)
