/**
 * A letter from a mailbox: heard on the claim it answers, else a new claim. What a program wrote is kept in mind and starts
 * nothing. Each letter once, by its Message-ID, however often the mail server tells of it.
 */
import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { makeClaimant, resolveToFile } from '#server/clients/index.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { isAutomatic, numberIn } from '#shared/claims/mail/automatic.ts'
import { attachClientFile } from '../attachments/attach-file.ts'
import { sumsOfClient } from '../attachments/attachment.store.ts'
import { type ClaimRow, lockClaimOfHub } from '../claim.store.ts'
import { hearClient, keepWord } from '../follow/hear-client.ts'
import { mailClient } from '../follow/mail-client.ts'
import { whereItGoesOn } from '../joining/where-it-goes-on.ts'
import { openJudged } from '../open-claim.ts'
import {
  findLetterIn,
  insertLetterIn,
  type LetterIn,
  lockMailbox,
  type MailboxRow,
  noteProgress,
} from './mailbox.store.ts'
import { type PlainLetter, readLetter } from './read-letter.ts'
import { claimOfRefs, claimOfSender, countOfSender, languageOfMarket, usualCategory } from './thread.store.ts'

/** Of one sender in a day: more is a program that does not say so. */
const [MOST_OF_SENDER, DAY_MS] = [50, 86_400_000]

export type Coming = {
  uid: number
  validity: number
  source: Buffer
  /** Too large: `source` is its head alone. */
  headOnly: boolean
}

type Outcome = Pick<LetterIn, 'outcome' | 'why' | 'claimId'>
const UNREADABLE: Outcome = { outcome: 'unreadable', why: null, claimId: null }
const ignored = (why: string): Outcome => ({ outcome: 'ignored', why, claimId: null })

/**
 * Kept in one transaction; then its files, and only then is the mailbox read up to it: after a crash in between the letter is
 * known, and its files come still. Throws when the database or the storage does.
 */
export const takeLetter = async (platform: Platform, box: MailboxRow, coming: Coming): Promise<void> => {
  const { uid, validity, source } = coming
  const letter = await readLetter(source).catch((error: unknown) => {
    platform.log.warn({ err: error, market: box.market_id, uid }, 'a letter cannot be read')
    return null
  })
  const refHash = letter?.refHash ?? createHash('sha256').update(source).digest()
  const at = () => ({ marketId: box.market_id, refHash, uid, at: platform.clock.now() })
  const placed = await inTransaction(platform.db, async (trx) => {
    await lockMailbox(trx, box.market_id)
    const before = await findLetterIn(trx, box.market_id, refHash)
    if (before) return { claimId: before.claim_id, isNew: false }
    const outcome = letter ? await place(trx, platform, box, letter, coming.headOnly) : UNREADABLE
    await insertLetterIn(trx, { ...at(), ...outcome })
    return { claimId: outcome.claimId, isNew: true }
  }).catch(async (error: unknown) => {
    if (!isOfLetter(error)) throw error
    // What the database will not take holds up no letter after it.
    platform.log.error({ err: error, market: box.market_id, uid }, 'a letter cannot be kept')
    await inTransaction(platform.db, (trx) => insertLetterIn(trx, { ...at(), ...UNREADABLE }))
    return null
  })
  if (letter && placed?.claimId) await attachFiles(platform, { ...placed, claimId: placed.claimId }, letter)
  await noteProgress(platform.db, box, { validity, uid })
}

/** The letter's own fault (SQLSTATE classes 22, 23 and 54, or a refusal of ours), and it will be the same the next time. */
const isOfLetter = (error: unknown): boolean =>
  error instanceof HubError || /^(2[23]|54)/.test(String((error as { code?: unknown }).code ?? ''))

const place = async (
  trx: Trx,
  platform: Platform,
  box: MailboxRow,
  letter: PlainLetter,
  headOnly: boolean,
): Promise<Outcome> => {
  const { from, header, answers, subject } = letter
  if (from === null || isAutomatic(header, from)) return ignored('automatic')
  if (from === box.address.toLowerCase()) return ignored('own')
  const now = platform.clock.now()
  if ((await countOfSender(trx, from, now - DAY_MS)) >= MOST_OF_SENDER) return ignored('flood')
  const number = numberIn(subject)
  const claimId =
    (await claimOfRefs(trx, letter.ref ? [...answers, letter.ref] : answers)) ??
    (number === null ? null : await claimOfSender(trx, number, from))
  const found = claimId && (await lockClaimOfHub(trx, claimId))
  const claim = found && (await whereItGoesOn(trx, found))
  const word = {
    id: randomUUID(),
    channel: 'mail' as const,
    text: wordsOf(letter, headOnly),
    address: from,
    mailRef: letter.ref,
    now,
  }
  if (claim && !claim.client_erased_at) {
    await hearClient(trx, claim, word)
    return { outcome: 'heard', why: null, claimId: claim.id }
  }
  const opened = await open(trx, box, { ...letter, from, text: word.text }, now)
  await keepWord(trx, opened, word)
  await mailClient(trx, platform, opened, { kind: 'link', key: 'opened', actorId: null, now })
  return { outcome: 'opened', why: null, claimId: opened.id }
}

const TOO_LARGE = '[Письмо больше 25 МБ и не прочитано. · The letter is larger than 25 MB and was not read.]'

/** What becomes of its files is not known yet: those that are taken stand beside. */
const wordsOf = ({ text, subject, files }: PlainLetter, headOnly: boolean): string => {
  const named = files.map(({ name }) => name).join(', ')
  const notes = [...(headOnly ? [TOO_LARGE] : []), ...(named ? [`[Файлы письма · Files: ${named}]`] : [])]
  return [text || subject || '—', ...notes].join('\n\n')
}

/**
 * A file that claims do not take holds up neither the letter nor the others; its name stands in the words. Of a letter that is
 * read again only those come that have not come yet.
 */
const attachFiles = async (
  platform: Platform,
  { claimId, isNew }: { claimId: string; isNew: boolean },
  { files }: PlainLetter,
): Promise<void> => {
  const there = isNew || files.length === 0 ? new Set() : await sumsOfClient(platform.db, claimId)
  for (const { name, content } of files) {
    if (there.has(createHash('sha256').update(content).digest('hex'))) continue
    const file = { claimId, name, source: Readable.from([content]), announced: content.length }
    await attachClientFile(platform, file).catch((error: unknown) => {
      if (!isOfLetter(error)) throw error
      platform.log.warn({ err: error, claimId }, 'a file of a letter was not taken')
    })
  }
}

/** On the card of the one client who has the e-mail; else on a provisional one, for a handler to fill in or to merge. */
const open = async (
  trx: Trx,
  box: MailboxRow,
  letter: PlainLetter & { from: string },
  now: number,
): Promise<ClaimRow> => {
  const { candidates } = await resolveToFile(trx, { kind: 'email', value: letter.from })
  const known = candidates.length === 1 ? candidates[0] : undefined
  const clientId =
    known?.clientId ??
    (await makeClaimant(trx, {
      name: letter.fromName ?? letter.from,
      addresses: [{ kind: 'email', value: letter.from }],
      language: await languageOfMarket(trx, box.market_id),
      marketId: box.market_id,
      at: now,
    }))
  const description = [letter.subject, letter.text, `${letter.fromName ?? ''} <${letter.from}>`.trim()]
    .filter((part) => part !== '')
    .join('\n')
  return openJudged(
    trx,
    { actor: null, now },
    {
      clientId,
      personId: known?.personId ?? null,
      categoryId: await usualCategory(trx),
      severity: 'normal',
      description,
    },
    { marketId: known?.marketId ?? box.market_id, custom: {} },
  )
}
