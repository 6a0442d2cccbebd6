/**
 * Makes the file of each letter that has its number, keeps it as it will be sent, and gives it to the mail; then hears what
 * the mail has made of it. Begun anew after a crash: the same words of the same day are the same bytes.
 */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { putMail } from '#server/platform/mail/index.ts'
import { writePdf } from '#server/platform/pdf/write-pdf.ts'
import type { Platform } from '#server/platform/platform.ts'
import { storageOf } from '#server/platform/storage/open-storage.ts'
import type { Sum } from '#server/platform/summing.ts'
import { LETTER_KIND } from '#shared/claims/letters/letter-kind.ts'
import { lockClaimOfHub, readClaimRow } from '../claim.store.ts'
import { toldClient } from '../clocks/words/told-client.ts'
import { replyAddress } from '../mail/mailbox.store.ts'
import { type EndedLetter, type LetterRow, lettersEnded, lettersToMake } from './letter.store.ts'
import { letterPdf } from './letter-pdf.ts'
import { stepLetter } from './step-letter.ts'

const AT_ONCE = 50
/** A hub whose mail server is away for weeks sends what it promised all the same. */
const USEFUL_MS = 30 * 86_400_000

export const letterKey = (letterId: string): string => `letters/${letterId}`
/** Of the mail's effects; then the letter's id, and how often it was tried. */
export const LETTER_MAIL = 'claim-letter:'

export const makeLetters = async (platform: Platform): Promise<void> => {
  for (const letter of await lettersToMake(platform.db, AT_ONCE)) {
    await make(platform, letter).catch((error: unknown) =>
      platform.log.error(
        { err: error, letterId: letter.id },
        'a letter could not be made; it is tried again',
      ),
    )
  }
  await hearEnds(platform)
}

const make = async (platform: Platform, letter: LetterRow): Promise<void> => {
  const { db, config, clock } = platform
  const place = path.join(config.DATA_DIR, 'incoming', `${letter.id}.new`)
  try {
    const written = await writePdf(letterPdf(letter), place)
    await storageOf(config).put(letterKey(letter.id), place)
    const stepped = await inTransaction(db, async (trx) => {
      const at = clock.now()
      const move = letter.way === 'mail' ? 'queue' : 'print'
      const facts = { ...written, ...(move === 'queue' && { tries: 1 }) }
      if (!(await stepLetter(trx, letter, { move, actorId: null, at, facts }))) return false
      if (move === 'queue') await mailLetter(trx, { ...letter, ...written, tries: 1 }, at)
      return true
    })
    // Whom it is to was erased meanwhile.
    if (!stepped) await storageOf(config).remove(letterKey(letter.id))
  } finally {
    await rm(place, { force: true })
  }
}

/** @param letter with its file's sum, and the number of this try */
export const mailLetter = async (
  trx: Trx,
  letter: LetterRow & Pick<Sum, 'sha256'>,
  now: number,
): Promise<void> => {
  // Else an answer would come to the hub's own sender, where nobody reads.
  const { market_id } = await readClaimRow(trx, letter.claim_id)
  const replyTo = await replyAddress(trx, market_id)
  await putMail(trx, {
    to: letter.email ?? '',
    subject: `${letter.subject} (${letter.number})`,
    text: letter.body,
    file: {
      key: letterKey(letter.id),
      name: `${letter.number}.pdf`,
      kind: LETTER_KIND,
      sha256: letter.sha256,
    },
    key: `${LETTER_MAIL}${letter.id}:${letter.tries}`,
    now,
    until: now + USEFUL_MS,
    ...(replyTo && { replyTo }),
  })
}

const hearEnds = async (platform: Platform): Promise<void> => {
  for (const letter of await lettersEnded(platform.db, `mail:${LETTER_MAIL}`)) {
    await hearEnd(platform, letter).catch((error: unknown) =>
      platform.log.error(
        { err: error, letterId: letter.id },
        'what became of a letter could not be written down; it is tried again',
      ),
    )
  }
}

const hearEnd = ({ db, clock }: Platform, letter: EndedLetter): Promise<void> => {
  const at = letter.end_at ?? clock.now()
  const step =
    letter.end_state === 'done'
      ? ({ move: 'deliver', facts: { sent_at: new Date(at), fault: null } } as const)
      : ({ move: 'fail', facts: { fault: letter.end_error } } as const)
  return inTransaction(db, async (trx) => {
    const claim = await lockClaimOfHub(trx, letter.claim_id)
    const stepped = await stepLetter(trx, letter, { ...step, actorId: null, at })
    // With the letter on its way the client has our word.
    if (stepped && step.move === 'deliver' && claim && !claim.closed_at)
      await toldClient(trx, { actor: null, now: clock.now() }, claim, 'letter')
  })
}
