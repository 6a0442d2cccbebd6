/**
 * Keeps live sockets true to their sessions. The log's events are the quick way; a check every few seconds is the
 * sure one: it finds what expired by itself and a socket that was being opened just as its rights changed.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Socket, SocketHub } from '#server/platform/sockets.ts'
import { isNarrowed } from '#shared/identity/narrowed.ts'
import { roleChanged } from '#shared/identity/role.events.ts'
import { type DropCode, sessionChanged } from '#shared/identity/session.contract.ts'
import { type EndReason, sessionEnded } from '#shared/identity/session.events.ts'
import { secondFactorChanged, userChanged, userDeactivated } from '#shared/identity/user.events.ts'
import type { LoggedEvent } from '#shared/platform/event.ts'
import { dropped } from '#shared/platform/live.contract.ts'
import { actorOf, stampOf } from './sessions/authenticate.ts'
import { readSessionStates, type SessionState } from './sessions/live-session.store.ts'

/** Below the 5 s within which a socket must be cut, with room for the check itself. */
const CHECK_MS = 3_000

const concerns: Record<string, (event: LoggedEvent, actor: Actor) => boolean> = {
  [sessionEnded.kind]: (event, actor) => event.subject.id === actor.sessionId,
  [userChanged.kind]: (event, actor) => event.subject.id === actor.userId,
  [secondFactorChanged.kind]: (event, actor) => event.subject.id === actor.userId,
  [userDeactivated.kind]: (event, actor) => event.subject.id === actor.userId,
  // Who holds a role is best asked of the database; roles change seldom.
  [roleChanged.kind]: () => true,
}

export type IdentityReactions = {
  /** To be given every batch of the log. */
  onEvents(events: LoggedEvent[]): Promise<void>
  /** Checks every socket of this node now. */
  check(): Promise<void>
  stop(): void
}

export const identityReactions = (platform: Platform, sockets: SocketHub): IdentityReactions => {
  const check = async (match: (actor: Actor) => boolean): Promise<void> => {
    const concerned = [...sockets.io.of('/').sockets.values()].filter((socket) =>
      match(socket.data.actor as Actor),
    )
    if (concerned.length === 0) return
    const ids = [...new Set(concerned.map((socket) => (socket.data.actor as Actor).sessionId))]
    const states = await readSessionStates(platform.db, ids, platform.clock.now())
    for (const socket of concerned) await settle(platform, socket, states)
  }
  const timer = setInterval(() => {
    check(() => true).catch((error: unknown) =>
      platform.log.error({ err: error }, 'live sessions cannot be checked'),
    )
  }, CHECK_MS)
  timer.unref()
  return {
    onEvents: async (events) => {
      const telling = events.filter((event) => event.kind in concerns)
      if (telling.length === 0) return
      await check((actor) => telling.some((event) => concerns[event.kind]!(event, actor)))
    },
    check: () => check(() => true),
    stop: () => clearInterval(timer),
  }
}

const settle = async (platform: Platform, socket: Socket, states: Map<string, SessionState>) => {
  const actor = socket.data.actor as Actor
  const state = states.get(actor.sessionId)
  if (!state || state.over) return drop(socket, codeOf(state?.over))
  if (state.stamp === stampOf(actor)) return
  const next = await actorOf(platform, state)
  if (!next) return drop(socket, 'signed-out')
  // The rooms it sits in were entered under rights it may have lost: it must come in anew.
  if (isNarrowed(actor, next)) return drop(socket, 'rights-changed')
  socket.data.actor = next
  socket.emit(sessionChanged.name, {})
}

const codeOf = (over: EndReason | null | undefined): DropCode =>
  over === 'idle' || over === 'expired' ? 'session-expired' : 'signed-out'

const drop = (socket: Socket, code: DropCode): void => {
  socket.emit(dropped.name, { code })
  socket.disconnect(true)
}
