/** The messages that the cloud holds, and what becomes of those to a phone. */
export type CloudMessage = {
  sid: string
  from: string
  to: string
  body: string
  status: string
  errorCode: number | null
  createdAt: number
}
/** What becomes of messages to this phone; told one by one, each in its own time. */
export type Fate = {
  to: string
  statuses: string[]
  errorCode?: number
  /** It comes to pass, and nobody is told. */
  silent?: boolean
}

export type Messages = {
  sent: Map<string, CloudMessage>
  fates: Fate[]
  /** Who wrote STOP: to, then from. */
  stopped: Set<string>
}
export const createMessages = (): Messages => ({ sent: new Map(), fates: [], stopped: new Set() })
