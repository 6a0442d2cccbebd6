import { defineWords } from '../../platform/i18n.ts'
import { singleSignOnEn } from './single-sign-on.en.ts'
import { singleSignOnRu } from './single-sign-on.ru.ts'

export const useSingleSignOnWords = defineWords('singleSignOn', singleSignOnRu, singleSignOnEn)
