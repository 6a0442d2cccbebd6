import { defineWords } from '../../platform/i18n.ts'
import { networkEn } from './network.en.ts'
import { networkRu } from './network.ru.ts'

export const useNetworkWords = defineWords('network', networkRu, networkEn)
