import { defineWords } from '../../platform/i18n.ts'
import { attachmentsEn } from './attachments.en.ts'
import { attachmentsRu } from './attachments.ru.ts'

export const useAttachmentWords = defineWords('attachments', attachmentsRu, attachmentsEn)
