import { defineWords } from '../../platform/i18n.ts'
import { claimAssignmentEn } from './assignment.en.ts'
import { claimAssignmentRu } from './assignment.ru.ts'

export const useClaimAssignmentWords = defineWords('claimAssignment', claimAssignmentRu, claimAssignmentEn)
