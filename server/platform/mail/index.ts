/** The door to outgoing mail. */
export { hasMail } from './mail.store.ts'
export { type MailCarriers, mailCarriers, messageIdOf } from './mail-carrier.ts'
export { publicUrl } from './public-url.ts'
export { type MailToPut, putMail } from './put-mail.ts'
