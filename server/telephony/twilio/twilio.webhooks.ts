/** What the provider may say, and where: each path is signed, and calls one use case. */
import { type ErrorRequestHandler, type RequestHandler, Router, raw, urlencoded } from 'express'
import { readRef } from '#shared/telephony/prompts.ts'
import { soundFileOf } from '../prompts/prompt.store.ts'
import { spokenNow } from '../prompts/spoken-now.ts'
import type { Telephony } from '../telephony.ts'
import { proofOf } from './check-network.ts'
import { apology, aWhileLater, holdDocument, isGoodbye, RECONNECTING, waitingDocument } from './document.ts'
import { serveLine } from './serve-line.ts'
import { soundFile } from './sounds.ts'
import { readStanding } from './standing.ts'
import { takeAgent } from './take-agent.ts'
import { takeArrival } from './take-arrival.ts'
import { takeConference } from './take-conference.ts'
import { answeredBy, takeDialled } from './take-dialled.ts'
import { takeGathered, takeSaid, tellSaid } from './take-gathered.ts'
import { takeMessage } from './take-message.ts'
import { takeMessageStatus } from './take-message-status.ts'
import { takeRecording } from './take-recording.ts'
import { takeStatus } from './take-status.ts'
import { createGate, type TakeWebhook } from './webhook-gate.ts'

const BODY_LIMIT = '64kb'
const REMEMBERED_S = 86_400

export const twilioWebhooks = (house: Telephony): Router => {
  const router = Router()
  const gate = createGate(house)
  router.get('/hello', hello(house))
  router.get(/^\/sounds\/(.+)\.wav$/, playSound(house))
  router.use(
    urlencoded({ extended: false, limit: BODY_LIMIT }),
    raw({ type: 'application/json', limit: BODY_LIMIT }),
  )
  router.post('/voice', gate(takeArrival))
  router.post('/fallback', gate(afterFailure))
  router.post('/status', gate(takeStatus))
  router.post('/agent', gate(takeAgent))
  router.post('/conference', gate(takeConference))
  router.post('/calls/:callId/now', gate(takeNow))
  router.post('/calls/:callId/status', gate(takeDialled))
  router.post('/calls/:callId/gathered', gate(takeGathered))
  router.post('/calls/:callId/said', gate(takeSaid))
  router.post('/calls/:callId/wait', gate(takeWait))
  router.post('/calls/:callId/hold', gate(takeHold))
  router.post('/calls/:callId/recording', gate(takeRecording))
  router.post('/message', gate(takeMessage))
  router.post('/messages/:messageId/status', gate(takeMessageStatus))
  router.use(
    (_request, response) => void response.status(404).json({ error: { code: 'not_found', status: 404 } }),
  )
  router.use(fault(house))
  return router
}

/** Proves to the self-test that the public address leads to this very hub. */
const hello =
  ({ config }: Telephony): RequestHandler =>
  (request, response) => {
    const nonce = String(request.query.nonce ?? '').slice(0, 100)
    response.json({ proof: proofOf(config.SECRET_KEY, nonce) })
  }

/** What the house recorded bears its version in the address: kept by the provider, it is never an old one. */
const playSound =
  ({ db }: Telephony): RequestHandler =>
  async (request, response, next) => {
    const ref = String(request.params[0])
    const { id: prompt, language, version } = readRef(ref, 'ru')
    const own = version === null ? null : await soundFileOf(db, { prompt, language, version })
    const file = soundFile(ref)
    if (!own && !file) return next()
    response.setHeader('cache-control', `public, max-age=${REMEMBERED_S}`)
    if (own) response.type('audio/wav').send(own)
    else if (file) response.sendFile(file)
  }

/**
 * Where the line is to go now: it was sent here, or what it was at is over. What the provider could not do (its queue is
 * full, its room cannot be had) is asked for again after a while, not in a circle.
 */
const takeNow: TakeWebhook = async (house, webhook) => {
  const reply = await serveLine(house, webhook, await answeredBy(house, webhook))
  const { QueueResult: queue = '', DialCallStatus: dial = '' } = webhook.params
  const isFailed = /^(queue-full|error|system-error)$/.test(queue) || dial === 'failed'
  if (!isFailed || isGoodbye(reply)) return reply
  house.log.error(
    { queue, dial, ref: webhook.ref },
    'the provider could not do what it was asked: it is asked again',
  )
  return aWhileLater(webhook.urls, webhook.callId, Number(webhook.query.hop ?? 0))
}

/** What is heard in the queue; `said`: this turn's word was heard to its end. */
const takeWait: TakeWebhook = async (house, webhook) => {
  const { said } = webhook.query
  if (said !== undefined) await tellSaid(house, webhook, webhook.callId, said)
  const standing = await readStanding(house.db, webhook.callId)
  return standing ? waitingDocument(standing, webhook.urls) : apology(webhook.urls)
}

const takeHold: TakeWebhook = async (house, webhook) => {
  const standing = await readStanding(house.db, webhook.callId)
  const language = standing?.language ?? 'ru'
  const [word] = await spokenNow(house.db, [RECONNECTING], language)
  return holdDocument(webhook.query.why ?? '', language, webhook.urls, word)
}

/** Our last answer could not be had or read: the call goes on from where it stands, or is told that it cannot. */
const afterFailure: TakeWebhook = async (house, webhook) => {
  const { ErrorCode: code, ErrorUrl: url } = webhook.params
  house.log.error({ code, url, ref: webhook.ref }, 'the provider could not use our answer')
  const hop = /[?&]hop=(\d+)/.exec(url ?? '')?.[1]
  const query = hop === undefined ? webhook.query : { ...webhook.query, hop }
  try {
    return await takeArrival(house, { ...webhook, query })
  } catch (error) {
    house.log.error({ err: error, ref: webhook.ref }, 'a caller had to be told that something went wrong')
    return apology(webhook.urls)
  }
}

/** Anything but success makes the provider ask the fallback address, or ask again. */
const fault =
  (house: Telephony): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    house.log.error({ err: error, path: request.path }, 'a webhook failed')
    const status = (error as { status?: number }).status ?? 500
    response.status(status >= 400 ? status : 500).json({ error: { code: 'fault', status } })
  }
