/** Five calls, one in each state a call can be in when something dies: menu, waiting, offered, talking, wrap-up. */
import type { Database } from '#server/platform/database.ts'
import { eventually, PATIENCE_MS } from './hub.ts'
import { type Desk, openDeskOf } from './parties.ts'
import type { ProcessHub } from './process-hub.ts'
import type { RowsCall, RowsProvider } from './rows-provider.ts'
import { type Answering, answerCalls } from './traffic.ts'

export type Scene = {
  calls: Record<'menu' | 'waiting' | 'offered' | 'talking' | 'wrapUp', RowsCall>
  desks: Record<'offered' | 'talking' | 'wrapUp', Desk>
}

const LONG_MS = 120_000

/** Nothing of it falls due by itself: see `fallDue`. */
export const setScene = async (hub: ProcessHub, provider: RowsProvider): Promise<Scene> => {
  await hub.platform.db('queues').update({ offer_for_ms: LONG_MS, wrap_up_ms: LONG_MS, needs: '[]' })
  const talking = await takeCall(hub, provider, 'agent')
  const wrapUp = await takeCall(hub, provider, 'agent2')
  await wrapUp.call.hangUp()
  await wrapUp.desk.until(({ work }) => work[0]?.state === 'wrap-up')
  const desk = await openDeskOf(hub, 'agent3')
  await desk.available()
  const offered = await provider.callToQueue()
  await desk.ring()
  const waiting = await provider.callToQueue()
  const menu = await provider.call()
  return {
    calls: { menu, waiting, offered, talking: talking.call, wrapUp: wrapUp.call },
    desks: { offered: desk, talking: talking.desk, wrapUp: wrapUp.desk },
  }
}

const takeCall = async (hub: ProcessHub, provider: RowsProvider, name: 'agent' | 'agent2') => {
  const desk = await openDeskOf(hub, name)
  await desk.available()
  const call = await provider.callToQueue()
  await desk.ring()
  await desk.accept()
  await desk.until(({ work }) => work[0]?.state === 'talking')
  return { desk, call }
}

/** The scene's offer and wrap-up run out so many ms from now; answers when, epoch ms. */
export const fallDue = async (scene: Scene, db: Database, inMs: number): Promise<number> => {
  const [offered, wrapUp] = await subjects(scene)
  const at = Date.now() + inMs
  const due = new Date(at)
  await db('offers').where({ interaction_id: offered, state: 'pending' }).update({ expires_at: due })
  await db('interactions').where({ id: wrapUp }).update({ wrap_up_until: due })
  await db('busy_leases').where({ kind: 'wrap-up', subject_id: wrapUp }).update({ expires_at: due })
  return at
}

const subjects = ({ calls }: Scene): Promise<[string, string]> =>
  Promise.all([calls.offered.interactionId(), calls.wrapUp.interactionId()])

/** How late each was dealt with after it was due, or after who deals with it was back, ms. */
export const lateness = async (scene: Scene, db: Database, sinceMs: number) => {
  const [offered, wrapUp] = await subjects(scene)
  return eventually(async () => {
    const offer = await db('offers')
      .where({ interaction_id: offered, state: 'expired' })
      .orderBy('made_at')
      .first<{ ended_at: number } | undefined>('ended_at')
    const interaction = await db('interactions')
      .where({ id: wrapUp, state: 'closed' })
      .first<{ closed_at: number } | undefined>('closed_at')
    if (!offer || !interaction) throw new Error('the offer or the wrap-up has not ended')
    return { offer: offer.ended_at - sinceMs, wrapUp: interaction.closed_at - sinceMs }
  }, PATIENCE_MS)
}

/** Everybody goes on from where they stand, by whatever server there is: who waits is answered, who talks hangs up. */
export const playOn = async (hub: ProcessHub, { calls, desks }: Scene): Promise<Answering[]> => {
  await calls.talking.hangUp()
  await calls.menu.press('1')
  await calls.menu.press('1')
  return [answerCalls(hub, desks.talking), answerCalls(hub, desks.wrapUp)]
}

export const leaveScene = (scene: Scene | undefined): void => {
  for (const desk of Object.values(scene?.desks ?? {})) desk.leave()
}
