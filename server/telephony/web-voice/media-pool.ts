/**
 * This server's lines to all media processes. News is applied through the one gate; several servers tell the same
 * news, and the gate applies it once. A process that died takes its calls with it: both sides are told within 5 s.
 * Dead is whose line is gone and who is silent in the database too; either alone may pass.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { MediaEvent } from '#shared/telephony/media.contract.ts'
import { databaseIsAway } from '../../platform/database-away.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { openCallsOf } from '../call.store.ts'
import type { Telephony } from '../telephony.ts'
import { callableMedia, liveMedia, mediaWithCalls } from './media.store.ts'
import { type MediaLink, MediaRefusal, openMediaLink } from './media-link.ts'
import { newsOf } from './media-news.ts'
import { reconcileMedia } from './reconcile-media.ts'

const LOOK_EVERY_MS = 500
/** After a line closed, ms. */
const LOOK_AGAIN_MS = 100
/** Rows against what the processes really carry; it also keeps the leases of talks alive, ms. */
const COMPARE_EVERY_MS = 15_000
const AWAY_PAUSE_MS = 250
/** It beats each second. Where nobody listens any more less silence is proof than where nobody answers, ms. */
const [REFUSED_SILENT_MS, CUT_SILENT_MS] = [2_500, 3_000]

export type MediaPool = {
  /** Throws `MediaRefusal` when there is no line to that process. */
  link(mediaId: string): MediaLink
  /** The least loaded process with room, or null. */
  leastLoaded(): Promise<string | null>
  onCandidate(handler: (legId: string, candidate: unknown) => void): void
  look(): Promise<void>
  stop(): void
}

export const openMediaPool = (house: Telephony): MediaPool => {
  const { db, log, config } = house
  const links = new Map<string, MediaLink>()
  const lastSeq = new Map<string, number>()
  /** Whose last line closed, or could not be opened: after how long a silence they count as dead, ms. */
  const cut = new Map<string, number>()
  const lines = new Map<string, Promise<unknown>>()
  const candidateHandlers: ((legId: string, candidate: unknown) => void)[] = []
  let stopped = false

  /** News of one process is applied in its order. */
  const inOrder = (mediaId: string, work: () => Promise<void>) => {
    const before = lines.get(mediaId) ?? Promise.resolve()
    const next = before
      .then(work)
      .catch((error: unknown) => log.error({ err: error, mediaId }, 'news of the line could not be applied'))
    lines.set(mediaId, next)
  }
  const hear = (event: MediaEvent) => {
    if (event.event === 'hello') return
    lastSeq.set(event.mediaId, Math.max(lastSeq.get(event.mediaId) ?? 0, event.seq))
    if (event.event === 'leg.candidate') {
      candidateHandlers.forEach((tell) => tell(event.legId, event.candidate))
      return
    }
    const news = newsOf(event)
    if (news)
      inOrder(event.mediaId, () =>
        untilKept(
          () => applyCallEvent(house, news),
          () => stopped,
        ),
      )
  }
  /** What was said while the line was down. */
  const catchUp = async (link: MediaLink) => {
    const { events } = await link.ask({ cmd: 'replay', afterSeq: lastSeq.get(link.mediaId) ?? 0 })
    events.forEach(hear)
  }
  const compare = async (link: MediaLink) => {
    const snapshot = await link.ask({ cmd: 'snapshot' })
    inOrder(link.mediaId, () => reconcileMedia(house, link, snapshot.calls))
  }
  const open = (mediaId: string, address: string) =>
    openMediaLink({
      mediaId,
      address,
      token: config.MEDIA_TOKEN,
      log,
      onEvent: hear,
      onOpen: (link) => {
        cut.delete(mediaId)
        catchUp(link)
          .then(() => compare(link))
          .catch((error: unknown) => log.warn({ err: error, mediaId }, 'catching up failed'))
      },
      onClosed: (link, { wasOpen, refused }) => {
        if (links.get(mediaId) === link) links.delete(mediaId)
        cut.set(mediaId, refused ? REFUSED_SILENT_MS : CUT_SILENT_MS)
        if (wasOpen && !stopped) setTimeout(() => void look(), LOOK_AGAIN_MS)
      },
    })
  const isDead = (mediaId: string, silentMs: number | null): boolean => {
    if (links.get(mediaId)?.isOpen()) return false
    return silentMs === null || silentMs > (cut.get(mediaId) ?? Number.POSITIVE_INFINITY)
  }

  const look = async () => {
    if (stopped) return
    try {
      for (const media of await callableMedia(db)) {
        if (!links.has(media.id)) links.set(media.id, open(media.id, media.address))
      }
      for (const { media_id: mediaId, silent_ms: silentMs } of await mediaWithCalls(db)) {
        if (isDead(mediaId, silentMs)) await loseCarrier(house, mediaId)
      }
    } catch (error) {
      log.warn({ err: error }, 'media processes could not be looked up')
    }
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  const comparing = setInterval(() => {
    for (const link of links.values()) {
      if (link.isOpen()) compare(link).catch((error: unknown) => log.warn({ err: error }, 'comparing failed'))
    }
  }, COMPARE_EVERY_MS)
  void look()

  return {
    link: (mediaId) => {
      const link = links.get(mediaId)
      if (!link?.isOpen()) throw new MediaRefusal('no_line', mediaId)
      return link
    },
    leastLoaded: async () => {
      const media = await liveMedia(db)
      return media.find((one) => one.calls < one.capacity && links.get(one.id)?.isOpen())?.id ?? null
    },
    onCandidate: (handler) => void candidateHandlers.push(handler),
    look,
    stop: () => {
      stopped = true
      clearInterval(timer)
      clearInterval(comparing)
      links.forEach((link) => link.close())
    },
  }
}

/** The media process says a thing once: while the database is away it is kept here, and what follows waits behind it. */
const untilKept = async (work: () => Promise<void>, stopped: () => boolean): Promise<void> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!databaseIsAway(error) || stopped()) throw error
      await sleep(AWAY_PAUSE_MS)
    }
  }
}

/** A dead media process: each of its calls is cut off, once. */
const loseCarrier = async (house: Telephony, mediaId: string): Promise<void> => {
  const calls = await openCallsOf(house.db, mediaId)
  house.log.error({ mediaId, calls: calls.length }, 'a media process is dead: its calls are cut off')
  await Promise.all(
    calls.map((callId) =>
      applyCallEvent(house, {
        kind: 'carrier-lost',
        provider: 'web-voice',
        eventId: `${mediaId}:${callId}:carrier-lost`,
        callId,
        at: house.clock.now(),
      }),
    ),
  )
}
