/** Pages of ended calls that stay open: kept in sight while their line is up, and rung there when an agent calls back. */

import type { LoggedEvent } from '#shared/platform/event.ts'
import { callDialled } from '#shared/telephony/call.events.ts'
import { pageClosed, pageOpened } from '#shared/telephony/page.events.ts'
import type { CallerState } from '#shared/telephony/web-call.contract.ts'
import { inTransaction } from '../../platform/database.ts'
import { conflict } from '../../platform/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Socket, SocketHub } from '../../platform/sockets.ts'
import { wakeAt } from '../../platform/wake.ts'
import type { CallRow } from '../call.store.ts'
import type { Telephony } from '../telephony.ts'
import { readCallerState } from './caller.present.ts'
import {
  forgetPage,
  keepPage,
  losePage,
  RETURNS_WITHIN_MS,
  ringingAt,
  SEEN_EVERY_MS,
  seePages,
} from './open-page.store.ts'

export const callRoom = (callId: string) => `call:${callId}`
const PAGE = 'page:'
const pageRoom = (callId: string) => `${PAGE}${callId}`

type Space = ReturnType<SocketHub['io']['of']>

export const openPages = (house: Telephony, space: Space) => {
  const { db, clock, log, node } = house
  const pagesHere = () =>
    [...space.adapter.rooms.keys()]
      .filter((room) => room.startsWith(PAGE))
      .map((room) => room.slice(PAGE.length))

  /** @param gone its line broke: whoever is rung there may be back in a moment, else the ringing ends */
  const leave = async (socket: Socket, gone = false): Promise<void> => {
    const pageId: unknown = socket.data.pageId
    if (typeof pageId !== 'string') return
    socket.data.pageId = undefined
    await socket.leave(pageRoom(pageId))
    if (space.adapter.rooms.has(pageRoom(pageId))) return
    await inTransaction(db, async (trx) => {
      if (gone && (await ringingAt(trx, pageId))) {
        await losePage(trx, pageId, node, clock.now())
        wakeAt(trx, 'lost-legs', clock.now() + RETURNS_WITHIN_MS + 1)
      } else if (await forgetPage(trx, pageId, node)) await tell(trx, pageClosed, pageId)
    })
  }
  const tell = (
    trx: Parameters<typeof appendEvent>[0],
    what: typeof pageOpened | typeof pageClosed,
    pageId: string,
  ) => appendEvent(trx, what, { subjectId: pageId, actorId: null, at: clock.now(), data: {} })

  const seeing = setInterval(() => {
    const pages = pagesHere()
    if (pages.length === 0) return
    seePages(db, pages, node, clock.now()).catch((error: unknown) =>
      log.warn({ err: error }, 'open pages could not be told of'),
    )
  }, SEEN_EVERY_MS)

  return {
    /** Throws 409 `call_open` while the page's call is on. Answers with the call that rings there, if one does. */
    standBy: async (socket: Socket, call: CallRow): Promise<CallerState | null> => {
      if (call.state !== 'ended') throw conflict('call_open')
      if (socket.data.pageId !== call.id) await leave(socket)
      socket.data.pageId = call.id
      await socket.join(pageRoom(call.id))
      await inTransaction(db, async (trx) => {
        if (await keepPage(trx, call.id, node, clock.now())) await tell(trx, pageOpened, call.id)
      })
      const ringing = await ringingAt(db, call.id)
      if (!ringing) return null
      await socket.join(callRoom(ringing))
      return readCallerState(db, ringing, clock.now())
    },
    leave,
    /** The page of a call that is dialled hears of it from here on. */
    onEvents: (events: LoggedEvent[]): void => {
      for (const event of events) {
        if (event.kind !== callDialled.kind) continue
        const { pageId } = callDialled.data.parse(event.data)
        if (pageId) space.local.in(pageRoom(pageId)).socketsJoin(callRoom(event.subject.id))
      }
    },
    stop: () => clearInterval(seeing),
  }
}
