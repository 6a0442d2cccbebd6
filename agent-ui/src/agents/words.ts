import { defineWords } from '../platform/i18n.ts'
import { agentsEn } from './agents.en.ts'
import { agentsRu } from './agents.ru.ts'

export const useAgentsWords = defineWords('agents', agentsRu, agentsEn)
