import { defineWords } from '../../platform/i18n.ts'
import { flowEn } from './flow.en.ts'
import { flowRu } from './flow.ru.ts'

export const useFlowWords = defineWords('flow', flowRu, flowEn)
