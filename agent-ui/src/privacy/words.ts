import { defineWords } from '../platform/i18n.ts'
import { privacyEn } from './privacy.en.ts'
import { privacyRu } from './privacy.ru.ts'

export const usePrivacyWords = defineWords('privacy', privacyRu, privacyEn)
