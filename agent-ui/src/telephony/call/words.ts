import { defineWords } from '../../platform/i18n.ts'
import { callEn } from './call.en.ts'
import { callRu } from './call.ru.ts'

export const useCallWords = defineWords('call', callRu, callEn)
