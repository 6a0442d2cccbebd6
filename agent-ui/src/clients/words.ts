import { defineWords } from '../platform/i18n.ts'
import { clientsEn } from './clients.en.ts'
import { clientsRu } from './clients.ru.ts'

export const useClientsWords = defineWords('clients', clientsRu, clientsEn)
