import { defineWords } from '../platform/i18n.ts'
import { knowledgeEn } from './knowledge.en.ts'
import { knowledgeRu } from './knowledge.ru.ts'

export const useKnowledgeWords = defineWords('knowledge', knowledgeRu, knowledgeEn)
