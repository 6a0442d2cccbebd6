/** The parts of the document of evidence, and what each language has words for. */

export type EvidenceWords = {
  title: string
  /** Of a claim, of the pack, of the time zone. */
  claim: (number: string) => string
  pack: (number: string) => string
  zone: (zone: string) => string
  madeBy: (name: string) => string
  index: string
  minutes: (n: number) => string
  nothing: string
  /** Of a file that should be in the pack and is not. */
  lost: string
  page: (number: string, page: number, pages: number) => string
  sections: Record<
    'claim' | 'process' | 'clocks' | 'contacts' | 'messages' | 'letters' | 'attachments',
    string
  >
  facts: Record<
    | 'number'
    | 'client'
    | 'person'
    | 'category'
    | 'product'
    | 'severity'
    | 'state'
    | 'handler'
    | 'openedAt'
    | 'openedBy'
    | 'closedAt'
    | 'description'
    | 'findings'
    | 'answer'
    | 'grounds'
    | 'started'
    | 'deadline'
    | 'stopped'
    | 'running'
    | 'late'
    | 'inTime'
    | 'basis'
    | 'policyVersion'
    | 'calendar'
    | 'zone'
    | 'step'
    | 'told'
    | 'from'
    | 'to'
    | 'agent'
    | 'answered'
    | 'ended'
    | 'result'
    | 'recording'
    | 'kind'
    | 'size'
    | 'sha256'
    | 'file'
    | 'addedBy'
    | 'removed'
    | 'subject'
    | 'sent'
    | 'hub'
    | 'byClient'
    | 'channel'
    | 'deal'
    | 'invoice'
    | 'order'
    | 'claimed'
    | 'agreed'
    | 'cause'
    | 'impact'
    | 'immediateAction'
    | 'quantity'
    | 'batch'
    | 'address',
    string
  >
  severities: Record<string, string>
  states: Record<string, string>
  moves: Record<string, string>
  kinds: Record<string, string>
  clockKinds: Record<string, string>
  receipt: {
    title: string
    total: string
    held: string
    shift: string
    disagrees: string
    days: (n: number) => string
    minutes: (n: number) => string
    what: Record<'counted' | 'closed' | 'held' | 'day-zero' | 'rolled', string>
  }
  actions: Record<'corrective' | 'preventive', string>
  channels: Record<string, string>
  directions: Record<'inbound' | 'outbound', string>
  fileStates: Record<string, string>
  letterStates: Record<string, string>
}
