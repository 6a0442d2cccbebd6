/**
 * The one file that knows all rooms: it opens their doors to HTTP and sockets, hands telephony its listener, and
 * follows the log for the screens of this node.
 */
import express from 'express'
import { agentBusy, agentHeld, deskChanged, presenceChosen } from '#shared/agents/agent.events.ts'
import { userSkillsChanged } from '#shared/agents/skill.events.ts'
import { interactionQueued } from '#shared/interactions/interaction.events.ts'
import type { LoggedEvent } from '#shared/platform/event.ts'
import { consultAsked } from '#shared/routing/offer.events.ts'
import { queueAgentsChanged, queueChanged } from '#shared/routing/queue.events.ts'
import { noticeMessage } from '#shared/tasks/notice.contract.ts'
import { noticeMade } from '#shared/tasks/task.events.ts'
import { agentRoutes, followUsers, runDeskRounds, skillRoutes } from './agents/index.ts'
import { categoryDictionary, claimRoutes, searchClaimNumbers } from './claims/index.ts'
import { clientRoutes } from './clients/index.ts'
import {
  apiDocumentRoutes,
  audit,
  auditDeniedCommand,
  authenticateHeaders,
  createGatekeeper,
  flushAudit,
  identityReactions,
  identityRoutes,
  originAllowed,
  peopleIn,
} from './identity/index.ts'
import { dispositionDictionary, interactionRoutes } from './interactions/index.ts'
import { type Administration, administrationRoutes, organisationRoutes } from './organisation/index.ts'
import { errorExit } from './platform/error-exit.ts'
import { logEnd, tailEvents } from './platform/event-tail.ts'
import { mountRoutes, type Route } from './platform/http.ts'
import { serveLive } from './platform/live.ts'
import type { Figures } from './platform/metrics/figures.ts'
import { platformFigures } from './platform/metrics/platform.figures.ts'
import { sweepFigures } from './platform/metrics/sweep-figures.ts'
import { openHttp } from './platform/open-http.ts'
import { runOutbox } from './platform/outbox.ts'
import { secureHeaders, servePages } from './platform/pages.ts'
import type { Platform } from './platform/platform.ts'
import { addressOf, nameRequest } from './platform/request.ts'
import { openSockets, type SocketHub, userRoom } from './platform/sockets.ts'
import { openAlarmClock, wakePrefix } from './platform/wake.ts'
import { openWatch } from './platform/watch.ts'
import { recordRoutes } from './record/index.ts'
import {
  callsOf,
  countOffers,
  createCallListener,
  createRounds,
  deskReactions,
  offerEndFigures,
  offerRoutes,
  queueRoutes,
  queuesOn,
  type Routing,
  runRouter,
  topicQueues,
  waitingFigures,
} from './routing/index.ts'
import { refusalDictionary, salesRoutes } from './sales/index.ts'
import { boardRoutes, runBoard } from './supervision/index.ts'
import { readNotice, taskRoutes } from './tasks/index.ts'
import {
  callFigures,
  callRoutes,
  demoRoutes,
  ensureFirstFlow,
  flowRoutes,
  numberRoutes,
  voiceKind,
} from './telephony/index.ts'
import { readTypedPhone } from './telephony/read-typed-phone.ts'
import {
  checkAtStart,
  twilioCarriers,
  twilioRoutes,
  twilioWebhooks,
  WEBHOOKS,
} from './telephony/twilio/index.ts'
import {
  callLinkRoutes,
  openMediaPool,
  serveAgentLegs,
  serveCallers,
  webVoiceCarrier,
} from './telephony/web-voice/index.ts'

export type App = {
  routes: Route[]
  sockets: SocketHub
  house: Routing
  port: number
  stop(): Promise<void>
}

/** A process that hangs holds up its own calls only; who waits on the line cannot wait for minutes. */
const VOICE_ORDERS = { atOnce: 400, longestPauseMs: 2_000 }

/** Ready when it listens. `databaseUrl` is for the connection that LISTENs. */
export const startApp = async (platform: Platform): Promise<App> => {
  const { config, log, db, clock } = platform
  const house = houseOf(platform)
  await ensureFirstFlow(house)
  const app = express()
  const http = openHttp(app, config)
  app.set('trust proxy', config.TRUST_PROXY)
  app.disable('x-powered-by')
  const watch = openWatch(platform)
  app.use(watch.measure, nameRequest(platform), secureHeaders(http.secure))
  // Before the reading of JSON: what is signed is signed as it was sent.
  app.use(WEBHOOKS, twilioWebhooks(house))
  app.use(express.json({ limit: '256kb' }))
  const routes = routesOf(house)
  mountRoutes(app, routes, createGatekeeper(platform))
  watch.serve(app, {
    eventsFollowed: () => follow.tail.follows(),
    redisAnswers: () => alarm.answers(),
    figures: figuresOf(platform, () => follow),
  })
  servePages(app)
  app.use(errorExit(log))

  const sockets = openSockets({
    http: http.server,
    log,
    authenticate: authenticateHeaders(platform),
    originAllowed: originAllowed(config),
    onDenied: auditDeniedCommand(platform),
  })
  watch.watchSockets(sockets)
  const pool = openMediaPool(house)
  const follow = await followLog(house, sockets, pool)
  const router = runRouter({ clock, log, round: createRounds(house) })
  house.wakeRouter = router.wake
  const outbox = runOutbox({
    db,
    log,
    carriers: { [voiceKind('web-voice')]: webVoiceCarrier(house, pool), ...twilioCarriers(house) },
    ...VOICE_ORDERS,
  })
  const alarm = openAlarmClock({ redisUrl: config.REDIS_URL, prefix: wakePrefix(config), log })
  const rounds = runDeskRounds(platform, sockets)
  router.wake()
  const port = await http.listen()
  checkAtStart(platform)
  return {
    routes,
    sockets,
    house,
    port,
    stop: async () => {
      rounds.stop()
      await sockets.stop()
      await http.close()
      await router.stop()
      await outbox.stop()
      await follow.stop()
      pool.stop()
      await alarm.stop()
      await flushAudit(platform)
    },
  }
}

/** Telephony tells the listener, the listener acts through the house that holds it. */
export const houseOf = (platform: Platform): Routing => {
  const house: Routing = {
    ...platform,
    listener: createCallListener(() => house),
    wakeRouter: () => undefined,
  }
  return house
}

/** The organisation comes before all rooms, and is told what later ones know of it. */
export const administrationOf = (platform: Platform): Administration => ({
  ...platform,
  audit,
  queuesOn,
  peopleIn,
  dictionaries: [dispositionDictionary, refusalDictionary, categoryDictionary],
})

const routesOf = (house: Routing): Route[] => {
  const routes: Route[] = [
    ...roomRoutes(house),
    ...apiDocumentRoutes(house, () => routes.map(({ endpoint }) => endpoint)),
  ]
  return routes
}

const roomRoutes = (house: Routing): Route[] => [
  ...organisationRoutes(house),
  ...administrationRoutes(administrationOf(house)),
  ...identityRoutes(house),
  ...clientRoutes(house, { findByClaimNumber: searchClaimNumbers }),
  ...taskRoutes(house),
  ...agentRoutes(house),
  ...skillRoutes(house),
  ...callRoutes(house),
  ...callLinkRoutes(house),
  ...demoRoutes(house),
  ...flowRoutes(house, { topicQueues }),
  ...numberRoutes(house),
  ...twilioRoutes(house),
  ...interactionRoutes(house),
  ...offerRoutes(house),
  ...queueRoutes(house),
  ...salesRoutes(house),
  ...claimRoutes(house),
  ...recordRoutes(house),
  ...boardRoutes(house),
]

type Follow = Awaited<ReturnType<typeof followLog>>

/** Read when somebody asks for them; each is one cheap statement, or none. */
const figuresOf = (platform: Platform, follow: () => Follow): Figures[] => {
  const { db } = platform
  return [
    callFigures(db),
    waitingFigures(db),
    ...platformFigures(platform, () => follow().tail.cursor()),
    sweepFigures(db),
    offerEndFigures(() => follow().offerEnds()),
  ]
}

type Pool = ReturnType<typeof openMediaPool>

/** Every node follows the log itself and speaks to its own sockets only. */
const followLog = async (house: Routing, sockets: SocketHub, pool: Pool) => {
  const { db, log, config } = house
  const identity = identityReactions(house, sockets)
  const live = serveLive(sockets, { board: 'queue.watch' })
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
