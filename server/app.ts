/**
 * Puts a server together, with routes.ts and follow-log.ts the only files that know all rooms: their doors are opened to
 * HTTP and sockets, telephony is handed its listener, and the log is followed for the screens of this node.
 */
import express from 'express'
import { runDeskRounds } from './agents/index.ts'
import { createMessageListener } from './channels/index.ts'
import { type Follow, followLog } from './follow-log.ts'
import {
  auditDeniedCommand,
  authenticateHeaders,
  createGatekeeper,
  flushAudit,
  originAllowed,
} from './identity/index.ts'
import { errorExit } from './platform/error-exit.ts'
import { mountRoutes, type Route } from './platform/http.ts'
import type { Figures } from './platform/metrics/figures.ts'
import { platformFigures } from './platform/metrics/platform.figures.ts'
import { sweepFigures } from './platform/metrics/sweep-figures.ts'
import { openHttp } from './platform/open-http.ts'
import { runOutbox } from './platform/outbox.ts'
import { secureHeaders, servePages } from './platform/pages.ts'
import type { Platform } from './platform/platform.ts'
import { nameRequest } from './platform/request.ts'
import { openSockets, type SocketHub } from './platform/sockets.ts'
import { openAlarmClock, wakePrefix } from './platform/wake.ts'
import { openWatch } from './platform/watch.ts'
import { routesOf } from './routes.ts'
import {
  createCallListener,
  createRounds,
  offerEndFigures,
  type Routing,
  runRouter,
  waitingFigures,
} from './routing/index.ts'
import { callFigures, ensureFirstFlow, voiceKind } from './telephony/index.ts'
import { checkAtStart, twilioCarriers, twilioWebhooks, WEBHOOKS } from './telephony/twilio/index.ts'
import { openMediaPool, webVoiceCarrier } from './telephony/web-voice/index.ts'

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
      // Together: the sockets wait for the last line to close, which the other sees to.
      await Promise.all([sockets.stop(), http.close()])
      await router.stop()
      await outbox.stop()
      await follow.stop()
      pool.stop()
      await alarm.stop()
      await flushAudit(platform)
    },
  }
}

/** Telephony tells the listeners, a listener acts through the house that holds it. */
export const houseOf = (platform: Platform): Routing => {
  const house: Routing = {
    ...platform,
    listener: createCallListener(() => house),
    messages: createMessageListener(platform),
    wakeRouter: () => undefined,
  }
  return house
}

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
