import { defineWords } from '../../platform/i18n.ts'
import { claimNotesEn } from './notes.en.ts'
import { claimNotesRu } from './notes.ru.ts'

export const useClaimNotesWords = defineWords('claimNotes', claimNotesRu, claimNotesEn)
