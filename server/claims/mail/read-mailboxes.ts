/** Reads what came into each mailbox since the last time. The sweep's lock makes it one reader at a time. */
import type { ImapFlow } from 'imapflow'
import type { Platform } from '#server/platform/platform.ts'
import { listMailboxes, type MailboxRow, noteProgress, noteReading } from './mailbox.store.ts'
import { faultOf, inMailbox } from './open-mailbox.ts'
import { takeLetter } from './take-letter.ts'

const LARGEST_BYTES = 25 * 1_024 * 1_024
/** Of one mailbox in a round: the next round goes on. */
const MOST_LETTERS = 200

/** How many letters were taken. A mailbox that cannot be read says why on its page, and holds up no other. */
export const readMailboxes = async (platform: Platform): Promise<number> => {
  const { db, clock, log } = platform
  let taken = 0
  for (const box of await listMailboxes(db)) {
    if (!box.active) continue
    try {
      taken += await inMailbox(platform, box, (mail) => readBox(platform, box, mail))
      await noteReading(db, box.market_id, { readAt: new Date(clock.now()), fault: null })
    } catch (error) {
      log.warn({ err: error, market: box.market_id }, 'a mailbox cannot be read')
      await noteReading(db, box.market_id, { fault: faultOf(error) })
    }
  }
  return taken
}

const readBox = async (platform: Platform, box: MailboxRow, mail: ImapFlow): Promise<number> => {
  const opened = await mail.mailboxOpen(box.folder, { readOnly: true })
  const validity = Number(opened.uidValidity)
  if (opened.exists === 0) return 0
  // Under another UIDVALIDITY the numbers are others: all is looked at again, and what is kept is known by its Message-ID.
  const from = box.uid_validity === validity ? box.last_uid + 1 : 1
  let taken = 0
  for (const one of await listSince(mail, from)) {
    if (taken >= MOST_LETTERS) break
    // A mail server knows whole seconds.
    if (one.at < box.since - (box.since % 1_000)) {
      await noteProgress(platform.db, box, { validity, uid: one.uid })
      continue
    }
    const headOnly = one.size > LARGEST_BYTES
    const source = await sourceOf(mail, one.uid, headOnly)
    // Taken out of the mailbox meanwhile.
    if (source) await takeLetter(platform, box, { uid: one.uid, validity, source, headOnly })
    taken += 1
  }
  return taken
}

type Listed = { uid: number; size: number; at: number }

/** Oldest first. A server answers `n:*` with its last letter even when that is older than n. */
const listSince = async (mail: ImapFlow, from: number): Promise<Listed[]> => {
  const all = await mail.fetchAll(`${from}:*`, { uid: true, size: true, internalDate: true }, { uid: true })
  return all
    .map(({ uid, size, internalDate }) => ({
      uid,
      size: size ?? 0,
      at: internalDate ? new Date(internalDate).getTime() : Number.POSITIVE_INFINITY,
    }))
    .filter(({ uid }) => uid >= from)
    .sort((a, b) => a.uid - b.uid)
}

const sourceOf = async (mail: ImapFlow, uid: number, headOnly: boolean): Promise<Buffer | null> => {
  const wanted = headOnly ? { headers: true } : { source: true }
  const found = await mail.fetchOne(String(uid), wanted, { uid: true })
  return (found && (headOnly ? found.headers : found.source)) || null
}
