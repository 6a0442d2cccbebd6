/** What a piece of work belongs to, so that every line it writes to the log says so: the request, and the call. */
import { AsyncLocalStorage } from 'node:async_hooks'

export type Trace = { requestId?: string; callId?: string }

const traces = new AsyncLocalStorage<Trace>()

/** Empty outside of any work that is traced. */
export const currentTrace = (): Trace => traces.getStore() ?? {}

export const traced = <T>(trace: Trace, work: () => T): T => traces.run({ ...trace }, work)

/** Work of a call, within whatever asked for it. */
export const ofCall = <T>(callId: string, work: () => T): T => traces.run({ ...currentTrace(), callId }, work)

/** The work in progress turned out to be about a call. */
export const noteCall = (callId: unknown): void => {
  const trace = traces.getStore()
  if (trace && typeof callId === 'string') trace.callId = callId
}

/** What goes on by itself belongs to nobody who happened to wake it. */
export const untraced = <T>(work: () => T): T => traces.exit(work)
