/**
 * The screen's live line: one socket for the whole house. After every (re)connection it says again what is watched,
 * and everything watched is read anew before the line counts as live.
 */
import { io, type Socket } from 'socket.io-client'
import { computed, type DeepReadonly, onScopeDispose, reactive, readonly } from 'vue'
import { changed, watch } from '#shared/platform/live.contract.ts'
import type { Ack, ApiError, Message, SocketCommand } from '#shared/platform/message.ts'
import { ApiFailure, localFailure } from './failure.ts'
import { type LineEvent, type LineState, nextLine, slept, writable } from './line.ts'

const ACK_MS = 8_000
const TICK_MS = 5_000
const REFUSED_RETRY_MS = 2_000

const line = reactive<{ state: LineState; since: number }>({ state: 'idle', since: Date.now() })
const watched = new Map<string, Set<(kind: string) => void>>()
// biome-ignore lint/suspicious/noExplicitAny: handlers of as many shapes as there are messages
const handlers = new Map<string, Set<(data: any) => void>>()
const answerers = new Map<string, (data: unknown) => unknown>()
const refreshers = new Set<() => Promise<void>>()
let socket: Socket | null = null
let ticker: ReturnType<typeof setInterval> | undefined
let lastTickAt = 0

const tell = (event: LineEvent): void => {
  const state = nextLine(line.state, event)
  if (state === line.state) return
  line.state = state
  line.since = Date.now()
}

/** Opens the line for the signed-in user. `onSessionOver`: the server refused the line, for nobody is signed in. */
export const startLive = (onSessionOver: () => void): void => {
  stopLive()
  tell('started')
  socket = io({
    transports: ['websocket'],
    reconnectionDelay: 400,
    reconnectionDelayMax: 5_000,
    timeout: 8_000,
  })
  socket.on('connect', () => void comeBack())
  socket.on('disconnect', (reason) => {
    tell('dropped')
    // The server cut us on purpose: socket.io would not try again by itself.
    if (reason === 'io server disconnect' && line.state !== 'signed-out') socket?.connect()
  })
  socket.on('connect_error', (error: Error & { data?: ApiError }) => {
    if (error.data?.code === 'signed_out') {
      tell('session-ended')
      onSessionOver()
      return
    }
    tell('dropped')
    // Refused for another reason: socket.io does not try again by itself.
    if (error.data) setTimeout(() => socket?.connect(), REFUSED_RETRY_MS)
  })
  socket.onAny((name: string, data: unknown, acknowledge: unknown) => {
    for (const handler of handlers.get(name) ?? []) handler(data)
    const reply = typeof acknowledge === 'function' ? answerers.get(name)?.(data) : null
    if (reply !== null && reply !== undefined) (acknowledge as (reply: unknown) => void)(reply)
  })
  globalThis.addEventListener('offline', networkLost)
  globalThis.addEventListener('online', networkBack)
  lastTickAt = Date.now()
  ticker = setInterval(tick, TICK_MS)
}

export const stopLive = (): void => {
  clearInterval(ticker)
  globalThis.removeEventListener('offline', networkLost)
  globalThis.removeEventListener('online', networkBack)
  socket?.disconnect()
  socket = null
  tell('stopped')
}

const networkLost = () => tell('network-lost')
const networkBack = () => {
  tell('network-back')
  reopen()
}

const reopen = () => {
  if (!socket || line.state === 'signed-out') return
  socket.disconnect().connect()
}

/** A laptop that slept has a socket that is dead but doesn't know it: open a new one rather than wait for its time-out. */
const tick = () => {
  const now = Date.now()
  if (slept(lastTickAt, now)) {
    tell('dropped')
    reopen()
  }
  lastTickAt = now
}

/** Back on the line: say what is watched, read it all again, then be live. */
const comeBack = async () => {
  const mine = socket
  tell('connected')
  try {
    await sayWatched()
    await refreshAll()
    if (mine === socket && socket?.connected) tell('caught-up')
  } catch (error) {
    console.warn('could not catch up', error)
    if (mine === socket && socket?.connected) setTimeout(() => void comeBack(), 1_000)
  }
}

/** A part that cannot refresh says so itself; it must not keep all the others from being live. */
const refreshAll = async () => {
  const results = await Promise.allSettled([...refreshers].map((refresh) => refresh()))
  for (const result of results) {
    if (result.status === 'rejected') console.warn('a part did not refresh', result.reason)
  }
}

const sayWatched = () => ask(watch, { subjects: [...watched.keys()] })

onMessage(changed, ({ subject, kind }) => {
  for (const refresh of watched.get(subject) ?? []) refresh(kind)
})

/** Hears a message of the server until the returned function is called. */
export function onMessage<D>(message: Message<string, D>, handler: (data: D) => void): () => void {
  const set = handlers.get(message.name) ?? new Set()
  handlers.set(message.name, set.add(handler))
  return () => void set.delete(handler)
}

/** Answers a question that the server asks of this screen; null: not this screen's to answer, the question times out. */
export const answerServer = <D>(question: Message<string, D>, answer: (data: D) => unknown): void =>
  void answerers.set(question.name, answer as (data: unknown) => unknown)

/** Asks the server over the line. Throws ApiFailure: refused, `offline` at once when there is no line, `timeout`. */
export async function ask<I, R>(command: SocketCommand<I, R>, input: I, timeoutMs = ACK_MS): Promise<R> {
  if (!socket?.connected) throw localFailure('offline')
  const ack = await socket
    .timeout(timeoutMs)
    .emitWithAck(command.name, input)
    .catch((error: unknown) => {
      throw localFailure('timeout', error)
    })
  const { ok, ...answer } = ack as Ack<R>
  if (ok) return (answer as { result: R }).result
  throw new ApiFailure((answer as { error: ApiError }).error)
}

/** Calls `refresh` on each change of the subject, until the returned function is called. */
export const watchSubject = (subject: string, refresh: (kind: string) => void): (() => void) => {
  const set = watched.get(subject) ?? new Set()
  const isNew = set.size === 0
  watched.set(subject, set.add(refresh))
  if (isNew) {
    fresh.add(subject)
    saySoon()
  }
  return () => {
    set.delete(refresh)
    if (set.size > 0) return
    watched.delete(subject)
    saySoon()
  }
}

/** Watched from now on, but not told yet: what changed before the server knew is not news to anybody. */
const fresh = new Set<string>()
let saying = false
/** A page that opens watches many things in one breath: one command tells them all. */
const saySoon = () => {
  if (saying) return
  saying = true
  queueMicrotask(() => {
    saying = false
    if (!socket?.connected) return
    const begun = [...fresh]
    fresh.clear()
    sayWatched()
      // A screen that read before it was watched may have missed a change in between: it reads once more.
      .then(() => begun.forEach((subject) => watched.get(subject)?.forEach((refresh) => refresh('watched'))))
      .catch((error: unknown) => console.warn('could not say what is watched', error))
  })
}

/** Reads something again after each reconnection, before the line counts as live. */
export const onReturn = (refresh: () => Promise<void>): (() => void) => {
  refreshers.add(refresh)
  return () => void refreshers.delete(refresh)
}

export type Live = {
  line: DeepReadonly<{ state: LineState; since: number }>
  /** Commands may be sent. */
  writable: Readonly<{ value: boolean }>
  hear<D>(message: Message<string, D>, handler: (data: D) => void): void
  ask: typeof ask
}

/** The line for a component: what it hears ends with the component. */
export const useLive = (): Live => ({
  line: readonly(line),
  writable: computed(() => writable(line.state)),
  hear: (message, handler) => void onScopeDispose(onMessage(message, handler)),
  ask,
})
