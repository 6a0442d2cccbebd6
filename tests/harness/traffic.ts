/** Clients who call and an agent who answers, by screens and sockets, whatever happens to the hub meanwhile. */
import { expect } from 'vitest'
import type { Desk } from './parties.ts'
import { untilAnswered } from './persist.ts'
import type { ProcessHub } from './process-hub.ts'
import type { RowsCall, RowsProvider } from './rows-provider.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** So many calls into the queue, one each `everyMs`. Resolves when the hub has taken them all. */
export const placeCalls = async (
  provider: RowsProvider,
  count: number,
  everyMs: number,
): Promise<RowsCall[]> => {
  const placed: Promise<RowsCall>[] = []
  for (let index = 0; index < count; index += 1) {
    placed.push(provider.callToQueue())
    await pause(everyMs)
  }
  return Promise.all(placed)
}

export type Answering = {
  /** Promises the hub made with a success: offers taken, interactions wrapped up. */
  acknowledged: { offers: string[]; wrapUps: string[] }
  stop(): Promise<void>
}

/** Takes what rings, talks for a moment, wraps up, until told to stop. */
export const answerCalls = (hub: ProcessHub, desk: Desk): Answering => {
  const acknowledged: Answering['acknowledged'] = { offers: [], wrapUps: [] }
  const { visitor } = desk
  let stopped = false
  const step = async (): Promise<void> => {
    const { offers, work } = desk.state()
    const [offer, present] = [offers[0], work[0]]
    if (offer) {
      const answer = await untilAnswered(() => visitor.post(`/api/offers/${offer.id}/accept`))
      if (answer.status === 200) acknowledged.offers.push(offer.id)
    }
    if (present?.state === 'talking')
      await untilAnswered(() => visitor.post(`/api/calls/${present.callId}/hang-up`))
    if (present?.state === 'wrap-up') {
      const body = { dispositionId: hub.company.dispositions.resolved }
      const path = `/api/interactions/${present.interactionId}/wrap-up`
      const answer = await untilAnswered(() => visitor.post(path, body))
      if (answer.status === 200) acknowledged.wrapUps.push(present.interactionId)
    }
    await pause(20)
  }
  const running = (async () => {
    while (!stopped) await step()
  })()
  // What went wrong is thrown where the test asks it to stop.
  running.catch(() => undefined)
  return {
    acknowledged,
    stop: async () => {
      stopped = true
      await running
    },
  }
}

/** Kept before answered (invariant 1): whatever was acknowledged is in the database. */
export const expectKept = async (hub: ProcessHub, { acknowledged }: Answering): Promise<void> => {
  const { db } = hub.platform
  const accepted = await db('offers').whereIn('id', acknowledged.offers).where({ state: 'accepted' })
  expect(accepted).toHaveLength(new Set(acknowledged.offers).size)
  const closed = await db('interactions')
    .whereIn('id', acknowledged.wrapUps)
    .where({ state: 'closed', outcome: 'handled', disposition_id: hub.company.dispositions.resolved })
  expect(closed).toHaveLength(new Set(acknowledged.wrapUps).size)
}
