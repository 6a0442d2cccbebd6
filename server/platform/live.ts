/** Tells watching screens that something changed; they read again over HTTP. Nothing on a screen is patched by guess. */
import type { LoggedEvent } from '#shared/platform/event.ts'
import { changed, watch } from '#shared/platform/live.contract.ts'
import type { SocketHub } from './sockets.ts'

const watchRoom = (subject: string) => `watch:${subject}`

/** Ids in an event's data that name another noun's subject. */
const RELATED: Record<string, string> = {
  clientId: 'client',
  interactionId: 'interaction',
  callId: 'call',
  claimId: 'claim',
  dealId: 'deal',
  queueId: 'queue',
  ownerId: 'user',
  userId: 'user',
  agentId: 'user',
}

/** A noun, the noun with its id, and every noun that the data names: `claim`, `claim:7…`, `client:3…`. */
export const subjectsOf = (event: LoggedEvent): string[] => {
  const data = (event.data ?? {}) as Record<string, unknown>
  const related = Object.entries(RELATED).flatMap(([key, noun]) =>
    typeof data[key] === 'string' ? [`${noun}:${data[key]}`] : [],
  )
  return [...new Set([event.subject.kind, `${event.subject.kind}:${event.subject.id}`, ...related])]
}

/**
 * `gates`: subjects that are no noun of the log. Their room is sent the state itself, by who computes it, and is watched
 * only with the permission.
 */
export const serveLive = (sockets: SocketHub, gates: Record<string, string> = {}) => {
  sockets.onCommand(watch, async (asked, { socket, actor }) => {
    const subjects = asked.subjects.filter((subject) => {
      const gate = gates[subject]
      return gate === undefined || actor.grants.has(gate)
    })
    const wanted = new Set(subjects.map(watchRoom))
    for (const room of socket.rooms) {
      if (room.startsWith('watch:') && !wanted.has(room)) await socket.leave(room)
    }
    await socket.join([...wanted])
    return { subjects }
  })
  return {
    /** Once for each subject and kind in the batch, to this node's own sockets. */
    onEvents: (events: LoggedEvent[]): void => {
      const told = new Set<string>()
      for (const event of events) {
        for (const subject of subjectsOf(event)) {
          const once = `${subject} ${event.kind}`
          if (told.has(once) || !sockets.hasRoom(watchRoom(subject))) continue
          told.add(once)
          sockets.say(watchRoom(subject), changed, { subject, kind: event.kind })
        }
      }
    },
    /** What no event tells of: to this node's own sockets. */
    tell: (subject: string, kind: string): void =>
      sockets.say(watchRoom(subject), changed, { subject, kind }),
    watched: (subject: string) => sockets.hasRoom(watchRoom(subject)),
    room: watchRoom,
  }
}
