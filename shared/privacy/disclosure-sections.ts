/** The parts of the file that a client's data are handed out in, and what each language has words for. */

type Words = Record<string, string>
export type SectionCode =
  | 'card'
  | 'persons'
  | 'addresses'
  | 'tags'
  | 'consents'
  | 'interactions'
  | 'calls'
  | 'notes'
  | 'messages'
  | 'fields'
  | 'claims'
  | 'compensations'
  | 'suggestions'
  | 'letters'
  | 'attachments'
  | 'claimMessages'
  | 'deals'
  | 'tasks'
  | 'merges'
  | 'holds'
  | 'access'

export type Dictionary = {
  title: string
  madeAt: string
  nothing: string
  /** Of a file that should be in the archive and is not. */
  lost: string
  recordings: string
  sections: Record<SectionCode, string>
  columns: Words
  codes: Words
}
