import { defineWords } from '../../platform/i18n.ts'
import { followEn } from './follow.en.ts'
import { followRu } from './follow.ru.ts'

export const useFollowWords = defineWords('follow', followRu, followEn)
