import { defineWords } from '../../platform/i18n.ts'
import { conversationEn } from './conversation.en.ts'
import { conversationRu } from './conversation.ru.ts'

export const useConversationWords = defineWords('claimConversation', conversationRu, conversationEn)
