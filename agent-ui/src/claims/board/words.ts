import { defineWords } from '../../platform/i18n.ts'
import { boardEn } from './board.en.ts'
import { boardRu } from './board.ru.ts'

export const useBoardWords = defineWords('claimBoard', boardRu, boardEn)
