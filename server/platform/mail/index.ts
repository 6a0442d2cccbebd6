/** The door to outgoing mail. */
export { type MailCarriers, mailCarriers } from './mail-carrier.ts'
export { publicUrl } from './public-url.ts'
export { hasMail, type MailToPut, putMail } from './put-mail.ts'
