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
  recordings: string
  sections: Record<SectionCode, string>
  columns: Words
  codes: Words
}
