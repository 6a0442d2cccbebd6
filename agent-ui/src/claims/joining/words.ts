import { defineWords } from '../../platform/i18n.ts'
import { joiningEn } from './joining.en.ts'
import { joiningRu } from './joining.ru.ts'

export const useJoiningWords = defineWords('claimJoining', joiningRu, joiningEn)
