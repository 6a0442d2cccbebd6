/** Signs in to the mail server of a mailbox. */
import { ImapFlow } from 'imapflow'
import type { Platform } from '#server/platform/platform.ts'
import { readSealed } from '#server/platform/secret.store.ts'
import { unseal } from '#server/platform/secret-box.ts'
import type { MailboxRow } from './mailbox.store.ts'

export const passwordName = (marketId: string): string => `mailbox.${marketId}`

// A mail server that says nothing holds up its own mailbox, and that for a round only.
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 8_000, socketTimeout: 30_000 }

/** Signed in; closed when the work is done, whatever became of it. */
export const inMailbox = async <T>(
  { db, config }: Pick<Platform, 'db' | 'config'>,
  box: MailboxRow,
  work: (mail: ImapFlow) => Promise<T>,
): Promise<T> => {
  const name = passwordName(box.market_id)
  const sealed = (await readSealed(db, [name])).get(name)
  const pass = sealed === undefined ? null : unseal(config.SECRET_KEY, name, sealed)
  if (pass === null) throw new Error('no password is set')
  const mail = new ImapFlow({
    host: box.host,
    port: box.port,
    secure: box.secure,
    auth: { user: box.account, pass },
    logger: false,
    disableAutoIdle: true,
    ...timeouts,
  })
  // What breaks between two commands is told by the next one.
  mail.on('error', () => undefined)
  try {
    await mail.connect()
    return await work(mail)
  } finally {
    mail.close()
  }
}

/** As a mail server says it: `responseText` is its own words. */
export const faultOf = (error: unknown): string => {
  const { responseText, message } = error as { responseText?: string; message?: string }
  return (responseText ?? message ?? String(error)).slice(0, 300)
}
