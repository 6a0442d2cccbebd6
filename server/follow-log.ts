/** What a node does with the news in the log: its screens are told, its desks and callers, and the router is woken. */
import { agentBusy, agentHeld, deskChanged, presenceChosen } from '#shared/agents/agent.events.ts'
import { userSkillsChanged } from '#shared/agents/skill.events.ts'
import { attendClaim } from '#shared/claims/together.contract.ts'
import { interactionQueued } from '#shared/interactions/interaction.events.ts'
import type { LoggedEvent } from '#shared/platform/event.ts'
import { consultAsked } from '#shared/routing/offer.events.ts'
import { queueAgentsChanged, queueChanged } from '#shared/routing/queue.events.ts'
import { noticeMessage } from '#shared/tasks/notice.contract.ts'
import { noticeMade } from '#shared/tasks/task.events.ts'
import { followUsers } from './agents/index.ts'
import { serveTogether } from './claims/index.ts'
import { identityReactions } from './identity/index.ts'
import { logEnd, tailEvents } from './platform/event-tail.ts'
import { serveLive } from './platform/live.ts'
import { addressOf } from './platform/request.ts'
import { type SocketHub, userRoom } from './platform/sockets.ts'
import { callsOf, countOffers, deskReactions, type Routing } from './routing/index.ts'
import { runBoard } from './supervision/index.ts'
import { readNotice } from './tasks/index.ts'
import { readTypedPhone } from './telephony/read-typed-phone.ts'
import { type openMediaPool, serveAgentLegs, serveCallers } from './telephony/web-voice/index.ts'

export type Follow = Awaited<ReturnType<typeof followLog>>
type Pool = ReturnType<typeof openMediaPool>

/** Every node follows the log itself and speaks to its own sockets only. */
export const followLog = async (house: Routing, sockets: SocketHub, pool: Pool) => {
  const { db, log, config } = house
  const identity = identityReactions(house, sockets)
  const live = serveLive(sockets, { board: 'queue.watch' })
  serveTogether(house, sockets, (subject) => live.tell(subject, attendClaim.name))
  const desk = deskReactions(house, sockets)
  const users = followUsers(house)
  const board = runBoard(house, sockets, live.room('board'))
  const offers = countOffers()
  const callers = serveCallers({
    house,
    pool,
    sockets,
    readPhone: readTypedPhone(db),
    addressOf: addressOf(config),
  })
  serveAgentLegs(house, pool, sockets)
  const tail = tailEvents({
    db,
    databaseUrl: config.DATABASE_URL,
    from: await logEnd(db),
    log,
    onNews: board.touch,
    onEvents: async (events: LoggedEvent[]) => {
      live.onEvents(events)
      offers.onEvents(events)
      callers.onEvents(events)
      if (events.some((event) => WAKING.has(event.kind))) house.wakeRouter()
      board.touch()
      await Promise.all([
        identity.onEvents(events),
        users(events),
        desk(events),
        ...[...new Set(events.flatMap(callsOf))].map((callId) => callers.show(callId)),
        tellNotices(house, sockets, events),
      ])
    },
  })
  return {
    tail,
    offerEnds: offers.ended,
    stop: async () => {
      board.stop()
      callers.stop()
      identity.stop()
      await tail.stop()
    },
  }
}

/** What another node did may let this one make an offer; whoever comes first under the lock makes it. */
const WAKING = new Set<string>(
  [
    interactionQueued,
    presenceChosen,
    agentHeld,
    deskChanged,
    agentBusy,
    userSkillsChanged,
    consultAsked,
    queueChanged,
    queueAgentsChanged,
  ].map(({ kind }) => kind),
)

const tellNotices = async (house: Routing, sockets: SocketHub, events: LoggedEvent[]): Promise<void> => {
  for (const event of events) {
    if (event.kind !== noticeMade.kind || !sockets.hasRoom(userRoom(event.subject.id))) continue
    const notice = await readNotice(house.db, noticeMade.data.parse(event.data).noticeId)
    if (notice) sockets.say(userRoom(event.subject.id), noticeMessage, { notice })
  }
}
