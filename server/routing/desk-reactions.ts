/** Sends an agent's desk its whole state whenever an event concerns it; callers' pages theirs. */
import type { LoggedEvent } from '#shared/platform/event.ts'
import { deskStateMessage } from '#shared/routing/desk.contract.ts'
import { type SocketHub, userRoom } from '../platform/sockets.ts'
import { agentsInCalls } from './colleague.store.ts'
import { readDeskState } from './desk-state.ts'
import type { Routing } from './routing.ts'

const CONCERNS = new Set(['agent', 'offer', 'consult', 'interaction', 'call', 'leg', 'recording'])
const USER_KEYS = ['userId', 'agentId', 'fromId', 'toId'] as const

export const deskReactions =
  (house: Routing, sockets: SocketHub) =>
  async (events: LoggedEvent[]): Promise<void> => {
    const concerning = events.filter((event) => CONCERNS.has(event.subject.kind))
    if (concerning.length === 0) return
    const users = new Set(concerning.flatMap(usersOf))
    const calls = [...new Set(concerning.flatMap(callsOf))]
    for (const userId of await agentsInCalls(house.db, calls)) users.add(userId)
    await Promise.all(
      [...users]
        .filter((userId) => sockets.hasRoom(userRoom(userId)))
        .map(async (userId) => {
          sockets.say(userRoom(userId), deskStateMessage, await readDeskState(house, userId))
        }),
    )
  }

const usersOf = (event: LoggedEvent): string[] => {
  const data = event.data as Record<string, unknown>
  const named = USER_KEYS.map((key) => data[key]).filter((id) => typeof id === 'string')
  return event.subject.kind === 'agent' ? [event.subject.id, ...named] : named
}

/** The calls that a batch of events is about. */
export const callsOf = (event: LoggedEvent): string[] => {
  const { callId } = event.data as { callId?: string | null }
  return event.subject.kind === 'call' ? [event.subject.id] : callId ? [callId] : []
}
