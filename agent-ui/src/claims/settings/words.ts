import { defineWords } from '../../platform/i18n.ts'
import { claimSettingsEn } from './settings.en.ts'
import { claimSettingsRu } from './settings.ru.ts'

export const useClaimSettingsWords = defineWords('claim-settings', claimSettingsRu, claimSettingsEn)
