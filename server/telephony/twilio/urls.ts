/** Every address of ours that the provider is given. All lie under the configured public one, which is what is signed. */

export const WEBHOOKS = '/twilio'

export type Urls = ReturnType<typeof urlsOf>

export const urlsOf = (publicUrl: string) => {
  const base = `${publicUrl}${WEBHOOKS}`
  const ofCall = (callId: string, what: string, query: Record<string, string | number>) => {
    const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    return [`${base}/calls/${callId}/${what}`, ...(asked.length > 0 ? [asked.join('&')] : [])].join('?')
  }
  return {
    base,
    voice: `${base}/voice`,
    fallback: `${base}/fallback`,
    status: `${base}/status`,
    agent: `${base}/agent`,
    conference: `${base}/conference`,
    hello: `${base}/hello`,
    /** `hop`: how often the line had been sent elsewhere when it was given this address. */
    now: (callId: string, hop: number) => ofCall(callId, 'now', { hop }),
    /** What becomes of a call that we make. */
    dialled: (callId: string) => ofCall(callId, 'status', {}),
    gathered: (callId: string, hop: number, turn: number) => ofCall(callId, 'gathered', { hop, turn }),
    said: (callId: string, hop: number, turn: number) => ofCall(callId, 'said', { hop, turn }),
    wait: (callId: string, said?: number) => ofCall(callId, 'wait', said === undefined ? {} : { said }),
    hold: (callId: string, why: string) => ofCall(callId, 'hold', { why }),
    recording: (callId: string, recordingId: string) => ofCall(callId, 'recording', { recordingId }),
    message: `${base}/message`,
    messageStatus: (messageId: string, attempt: number) =>
      `${base}/messages/${messageId}/status?attempt=${attempt}`,
    prompt: (ref: string) => `${base}/sounds/${ref}.wav`,
    ringback: `${base}/sounds/loops/ringback.wav`,
    music: `${base}/sounds/loops/music.wav`,
  }
}

/** An id as we write it into an address: what comes back otherwise is none of ours. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const isOurId = (text: string): boolean => ID.test(text)
