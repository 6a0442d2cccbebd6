/**
 * The state of the live line, decided purely from what the socket and the clock say.
 *
 * connecting → catching-up → live: the first time.
 * live → reconnecting (the socket dropped) → catching-up → live.
 * reconnecting → offline: the browser itself says that it has no network; back when it has.
 * any → signed-out: the server ended the session. Only a new sign-in leads on.
 *
 * Catching-up: the socket is back, but what is on screen may be old. Screens show it and hold their commands.
 */
export type LineState =
  | 'idle'
  | 'connecting'
  | 'catching-up'
  | 'live'
  | 'reconnecting'
  | 'offline'
  | 'signed-out'

export type LineEvent =
  | 'started'
  | 'connected'
  | 'caught-up'
  | 'dropped'
  | 'network-lost'
  | 'network-back'
  | 'session-ended'
  | 'stopped'

const moves: Record<LineState, Partial<Record<LineEvent, LineState>>> = {
  idle: { started: 'connecting' },
  connecting: { connected: 'catching-up', 'network-lost': 'offline', dropped: 'reconnecting' },
  'catching-up': { 'caught-up': 'live', dropped: 'reconnecting', 'network-lost': 'offline' },
  live: { dropped: 'reconnecting', connected: 'catching-up', 'network-lost': 'offline' },
  reconnecting: { connected: 'catching-up', 'network-lost': 'offline' },
  offline: { 'network-back': 'reconnecting', connected: 'catching-up' },
  'signed-out': { started: 'connecting' },
}

/** The next state. An event that means nothing in this state changes nothing. */
export const nextLine = (state: LineState, event: LineEvent): LineState => {
  if (event === 'stopped') return 'idle'
  if (event === 'session-ended') return state === 'idle' ? 'idle' : 'signed-out'
  return moves[state][event] ?? state
}

/** Commands may be sent: the line is up and what is on screen is fresh. */
export const writable = (state: LineState): boolean => state === 'live'

/** A short gap is not worth a banner: one that appears for every blink is soon ignored. */
export const QUIET_MS = 2_000

export const worthTelling = (state: LineState, sinceMs: number): boolean => {
  if (state === 'idle' || state === 'live') return false
  if (state === 'signed-out' || state === 'offline') return true
  return sinceMs >= QUIET_MS
}

/** Ticks of a sleeping laptop don't come: a gap this long means that the machine slept and the tab is stale. */
export const SLEPT_MS = 20_000
export const slept = (lastTickAt: number, now: number): boolean => now - lastTickAt > SLEPT_MS
