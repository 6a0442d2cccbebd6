import { defineWords } from '../platform/i18n.ts'
import { appEn } from './app.en.ts'
import { appRu } from './app.ru.ts'

export const useAppWords = defineWords('app', appRu, appEn)
