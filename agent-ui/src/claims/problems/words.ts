import { defineWords } from '../../platform/i18n.ts'
import { problemsEn } from './problems.en.ts'
import { problemsRu } from './problems.ru.ts'

export const useProblemsWords = defineWords('problems', problemsRu, problemsEn)
