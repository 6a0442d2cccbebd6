/** The document of evidence as data: sections, their numbered items, and what each says. Pure. */
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import type { EvidenceWords } from '#shared/claims/evidence/evidence-sections.ts'
import type { AttachmentRow } from '../attachments/attachment.store.ts'
import type { MessageRow as WrittenRow } from '../follow/message.store.ts'
import type { LetterRow } from '../letters/letter.store.ts'
import type { ContactRow, MessageRow, RecordingRow } from './talks.store.ts'

/** `text` stands under the lines as it was written. */
export type Item = { head: string; lines: [label: string, value: string][]; text?: string | null }
export type Section = { title: string; items: Item[] }

export type KeptRecording = RecordingRow & { sha256: string; bytes: number }
export type Material = {
  page: ClaimPage
  contacts: ContactRow[]
  recordings: KeptRecording[]
  messages: MessageRow[]
  /** About the claim itself, over the client's page or by mail. */
  written: WrittenRow[]
  letters: LetterRow[]
  attachments: AttachmentRow[]
}
/** Where a file stands in the archive; null for one that is not in it. */
export type Places = ReadonlyMap<string, string>

type Tools = { words: EvidenceWords; language: 'ru' | 'en'; moment: (at: number) => string; places: Places }

const filled = (lines: [string, string | null | undefined][]): [string, string][] =>
  lines.filter((line): line is [string, string] => Boolean(line[1]))

export const documentOf = (material: Material, tools: Tools): Section[] => {
  const { sections } = tools.words
  return [
    { title: sections.claim, items: [claimItem(material.page, tools)] },
    { title: sections.process, items: material.page.history.map((line) => processItem(line, tools)) },
    { title: sections.clocks, items: material.page.clocks.map((clock) => clockItem(clock, tools)) },
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

const named = (row: { nameRu: string; nameEn: string } | null, language: 'ru' | 'en'): string | null =>
  row && (language === 'ru' ? row.nameRu : row.nameEn)

const claimItem = (page: ClaimPage, { words, language, moment }: Tools): Item => {
  const { claim } = page
  const { facts } = words
  return {
    head: claim.number,
    lines: filled([
      [facts.client, claim.client.name],
      [facts.person, page.person?.name],
      [facts.category, named(claim.category, language)],
      [facts.product, named(claim.product, language)],
      [facts.severity, words.severities[claim.severity] ?? claim.severity],
      [facts.state, words.states[claim.state] ?? claim.state],
      [facts.handler, claim.handler?.name],
      [facts.openedAt, moment(claim.openedAt)],
      [facts.openedBy, page.openedBy?.name],
      [facts.closedAt, page.closedAt === null ? null : moment(page.closedAt)],
      [facts.description, page.description],
      [facts.findings, page.findings],
      [facts.answer, page.answer],
      [facts.grounds, page.grounds],
    ]),
  }
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

const clockItem = (clock: ClaimPage['clocks'][number], { words, moment }: Tools): Item => {
  const { facts } = words
  const basis = (['policyVersion', 'calendar', 'zone'] as const)
    .flatMap((key) => (clock.basis[key] === undefined ? [] : [`${facts[key]} ${String(clock.basis[key])}`]))
    .join(', ')
  return {
    head: `${words.clockKinds[clock.kind] ?? clock.kind}: ${moment(clock.deadlineAt)}`,
    lines: filled([
      [facts.started, moment(clock.startedAt)],
      [facts.stopped, clock.stoppedAt === null ? facts.running : moment(clock.stoppedAt)],
      [clock.breached ? facts.late : facts.inTime, moment(clock.deadlineAt)],
      [facts.basis, basis],
      ...clock.steps.map((step): [string, string | null] => [
        `${facts.step} ${step.step + 1}`,
        step.at === null
          ? null
          : `${moment(step.at)}; ${facts.told}: ${step.notified.map(({ name }) => name).join(', ')}`,
      ]),
    ]),
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

const letterItem = (letter: LetterRow, { words, moment, places }: Tools): Item => {
  const { facts } = words
  return {
    head: `${letter.number} · ${moment(letter.registered_at)}`,
    lines: filled([
      [facts.to, [letter.recipient.replaceAll('\n', ', '), letter.email].filter(Boolean).join(', ')],
      [facts.subject, letter.subject],
      [facts.state, words.letterStates[letter.state] ?? letter.state],
      [facts.sent, letter.sent_at === null ? null : moment(letter.sent_at)],
      [facts.file, places.get(letter.id)],
      [facts.sha256, letter.sha256],
    ]),
    text: letter.body,
  }
}

const attachmentItem = (file: AttachmentRow, { words, moment, places }: Tools): Item => {
  const { facts } = words
  return {
    head: file.name,
    lines: filled([
      [facts.addedBy, `${file.added_by_name ?? facts.byClient}, ${moment(file.added_at)}`],
      [facts.state, words.fileStates[file.state] ?? file.state],
      [facts.kind, file.kind],
      [facts.size, String(file.bytes ?? 0)],
      [facts.sha256, file.sha256],
      [facts.file, places.get(file.id)],
      [
        facts.removed,
        file.removed_at === null
          ? null
          : [moment(file.removed_at), file.removed_by_name, file.removal_reason].filter(Boolean).join(', '),
      ],
    ]),
  }
}
