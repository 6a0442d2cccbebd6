import { defineWords } from '../platform/i18n.ts'
import { routingEn } from './routing.en.ts'
import { routingRu } from './routing.ru.ts'

export const useRoutingWords = defineWords('routing', routingRu, routingEn)
