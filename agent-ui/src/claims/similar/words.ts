import { defineWords } from '../../platform/i18n.ts'
import { similarEn } from './similar.en.ts'
import { similarRu } from './similar.ru.ts'

export const useSimilarWords = defineWords('claimSimilar', similarRu, similarEn)
