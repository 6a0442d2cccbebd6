import { defineWords } from '../platform/i18n.ts'
import { deskEn } from './desk.en.ts'
import { deskRu } from './desk.ru.ts'

export const useDeskWords = defineWords('desk', deskRu, deskEn)
