import { defineWords } from '../../platform/i18n.ts'
import { mailboxesEn } from './mailboxes.en.ts'
import { mailboxesRu } from './mailboxes.ru.ts'

export const useMailboxesWords = defineWords('mailboxes', mailboxesRu, mailboxesEn)
