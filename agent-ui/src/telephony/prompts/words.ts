import { defineWords } from '../../platform/i18n.ts'
import { promptsEn } from './prompts.en.ts'
import { promptsRu } from './prompts.ru.ts'

export const usePromptsWords = defineWords('prompts', promptsRu, promptsEn)
