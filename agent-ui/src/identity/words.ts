import { defineWords } from '../platform/i18n.ts'
import { identityEn } from './identity.en.ts'
import { identityRu } from './identity.ru.ts'

export const useIdentityWords = defineWords('identity', identityRu, identityEn)
