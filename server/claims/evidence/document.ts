/** The document of evidence as data: sections, their numbered items, and what each says. Pure. */

import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import type { Receipt } from '#shared/claims/clock.contract.ts'
import { ownMeans } from '#shared/claims/evidence/own-means.ts'
import type { AttachmentRow } from '../attachments/attachment.store.ts'
import type { MessageRow as WrittenRow } from '../follow/message.store.ts'
import type { LetterRow } from '../letters/letter.store.ts'
import { claimItems } from './claim-item.ts'
import { clockItem } from './clock-item.ts'
import { filled, type Item, type Section, type Tools } from './item.ts'
import type { ContactRow, MessageRow, RecordingRow } from './talks.store.ts'

export type KeptRecording = RecordingRow & { sha256: string; bytes: number }
export type Material = {
  page: ClaimPage
  /** Of its clocks, by their ids. */
  receipts: ReadonlyMap<string, Receipt>
  contacts: ContactRow[]
  recordings: KeptRecording[]
  messages: MessageRow[]
  /** About the claim itself, over the client's page or by mail. */
  written: WrittenRow[]
  letters: LetterRow[]
  attachments: AttachmentRow[]
}

/** Those whose bytes belong to the pack: if it has no place for them, they were lost. */
export const isToBePacked = ({ state }: AttachmentRow): boolean => state === 'ready'
export const hasLetterFile = ({ sha256, gone_at }: LetterRow): boolean => sha256 !== null && gone_at === null

const placeOf = (id: string, isPacked: boolean, { words, places }: Tools): string | null =>
  places.get(id) ?? (isPacked ? words.lost : null)

export const documentOf = (material: Material, tools: Tools): Section[] => {
  const { sections } = tools.words
  return [
    { title: sections.claim, items: claimItems(material.page, tools) },
    {
      title: sections.process,
      items: material.page.history
        .filter(({ kind }) => !ownMeans.has(kind))
        .map((line) => processItem(line, tools)),
    },
    {
      title: sections.clocks,
      items: material.page.clocks.map((clock) => clockItem(clock, material.receipts.get(clock.id), tools)),
    },
    {
      title: sections.contacts,
      items: [
        ...material.contacts.map((contact) => contactItem(contact, tools)),
        ...material.recordings.map((recording) => recordingItem(recording, tools)),
      ],
    },
    {
      title: sections.messages,
      items: [
        ...material.messages.map((message) => messageItem(message, tools)),
        ...material.written.map((message) => writtenItem(message, tools)),
      ],
    },
    { title: sections.letters, items: material.letters.map((letter) => letterItem(letter, tools)) },
    { title: sections.attachments, items: material.attachments.map((file) => attachmentItem(file, tools)) },
  ]
}

const processItem = (line: ClaimPage['history'][number], { words, moment }: Tools): Item => {
  const { facts } = words
  const what = line.move ? (words.moves[line.move] ?? line.move) : (words.kinds[line.kind] ?? line.kind)
  const step = line.step === null ? '' : `: ${facts.step} ${line.step + 1}`
  const { about } = line
  const states = line.kind === 'letter' ? words.letterStates : words.fileStates
  return {
    head: `${moment(line.at)} · ${what}${step}${about ? ` ${about.name}` : ''} · ${line.actor?.name ?? facts.hub}`,
    lines: filled([
      [facts.handler, line.handler?.name],
      [facts.state, line.to && (words.states[line.to] ?? line.to)],
      [facts.state, about && (states[about.to] ?? about.to)],
      [facts.late, line.lateMs ? words.minutes(Math.ceil(line.lateMs / 60_000)) : null],
    ]),
    text: line.text,
  }
}

const contactItem = (contact: ContactRow, { words, language, moment }: Tools): Item => {
  const { facts } = words
  const channel = words.channels[contact.channel] ?? contact.channel
  return {
    head: `${moment(contact.arrived_at)} · ${channel} ${words.directions[contact.direction]}`,
    lines: filled([
      [facts.from, contact.address],
      [facts.agent, contact.agent],
      [facts.answered, contact.answered_at === null ? null : moment(contact.answered_at)],
      [facts.ended, contact.closed_at === null ? null : moment(contact.closed_at)],
      [facts.result, contact[`disposition_${language}`]],
    ]),
  }
}

const recordingItem = (recording: KeptRecording, { words, moment, places }: Tools): Item => ({
  head: `${moment(recording.started_at)} · ${words.facts.recording}`,
  lines: filled([
    [words.facts.file, places.get(recording.id)],
    [words.facts.size, String(recording.bytes)],
    [words.facts.sha256, recording.sha256],
  ]),
})

const messageItem = (message: MessageRow, { words, moment }: Tools): Item => ({
  head: `${moment(message.at)} · ${words.directions[message.direction]}${message.author ? ` · ${message.author}` : ''}`,
  lines: filled([[words.facts.state, words.fileStates[message.state] ?? message.state]]),
  text: message.text,
})

const writtenItem = (message: WrittenRow, { words, moment }: Tools): Item => ({
  head: [moment(message.at), words.directions[message.direction], message.author_name]
    .filter(Boolean)
    .join(' · '),
  lines: filled([
    [words.facts.channel, words.channels[message.channel] ?? message.channel],
    [words.facts.address, message.address],
  ]),
  text: message.text,
})

const letterItem = (letter: LetterRow, tools: Tools): Item => {
  const { words, moment } = tools
  const { facts } = words
  return {
    head: `${letter.number} · ${moment(letter.registered_at)}`,
    lines: filled([
      [facts.to, [letter.recipient.replaceAll('\n', ', '), letter.email].filter(Boolean).join(', ')],
      [facts.subject, letter.subject],
      [facts.state, words.letterStates[letter.state] ?? letter.state],
      [facts.sent, letter.sent_at === null ? null : moment(letter.sent_at)],
      [facts.file, placeOf(letter.id, hasLetterFile(letter), tools)],
      [facts.sha256, letter.sha256],
    ]),
    text: letter.body,
  }
}

const attachmentItem = (file: AttachmentRow, tools: Tools): Item => {
  const { words, moment } = tools
  const { facts } = words
  return {
    head: file.name,
    lines: filled([
      [facts.addedBy, `${file.added_by_name ?? facts.byClient}, ${moment(file.added_at)}`],
      [facts.state, words.fileStates[file.state] ?? file.state],
      [facts.kind, file.kind],
      [facts.size, String(file.bytes ?? 0)],
      [facts.sha256, file.sha256],
      [facts.file, placeOf(file.id, isToBePacked(file), tools)],
      [
        facts.removed,
        file.removed_at === null
          ? null
          : [moment(file.removed_at), file.removed_by_name, file.removal_reason].filter(Boolean).join(', '),
      ],
    ]),
  }
}
