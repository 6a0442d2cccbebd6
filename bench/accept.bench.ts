/**
 * From an agent's accept to both hearing each other: whole calls with sound through server and media process. The ends
 * are WebRTC peers in this process, one speaking 440 Hz, the other 880 Hz; each is listened to for the other's tone.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { toneLevel } from '#server/telephony/web-voice/media/testing/tone.ts'
import { emailOf, makeCompany, PASSWORD, type UserName } from '../tests/harness/company.ts'
import { eventually, type Hub } from '../tests/harness/hub.ts'
import { type Caller, callIn, type Desk, openDeskOf } from '../tests/harness/parties.ts'
import { Visitor } from '../tests/harness/visitor.ts'
import { type Bench, type Measure, ms, quantile, withinLimit } from './bench.ts'
import { startChild } from './child.ts'
import { memoryOf } from './machine.ts'
import { openScratch } from './scratch.ts'

const CALLS = 8
const LIMIT_MS = 1_000
/** What is listened to at a time: a tone is told from none in so many ms, which counts as ours. */
const WINDOW_MS = 40
const HEARD = 1_000

export const benchAccept = async (bench: Bench): Promise<Measure[]> => {
  const scratch = await openScratch(bench)
  const { dispositions } = await makeCompany(scratch.db)
  const media = await startChild('server/telephony/web-voice/media/main.ts', scratch.env)
  const server = await startChild('bench/hub.child.ts', scratch.env)
  const { url } = server.ready as { url: string }
  const hub = { url, as: (name) => signedIn(url, name) } as Hub
  try {
    bench.memory('media process, no call', memoryOf(media.pid))
    const desk = await openDeskOf(hub, 'agent', { hz: 880 })
    await desk.available()
    const taken: number[] = []
    for (let n = 0; n < Math.max(2, CALLS * bench.scale); n += 1)
      taken.push(await oneCall(hub, desk, dispositions.resolved))
    desk.leave()
    bench.say(`accept → both hear, ${taken.length} calls: ${taken.map(ms).join(', ')}`)
    return [0.5, 1].map((part) =>
      withinLimit(`accept → both hear each other, ${part === 1 ? 'longest' : 'p50'} of ${taken.length}`, {
        value: quantile(taken, part),
        limit: LIMIT_MS,
        print: ms,
      }),
    )
  } finally {
    for (const child of [server, media]) await child.stop()
    await scratch.drop()
  }
}

const signedIn = async (url: string, name: UserName): Promise<Visitor> => {
  const visitor = new Visitor(url)
  const { status } = await visitor.signIn(emailOf(name), PASSWORD)
  if (status !== 200) throw new Error(`${name} cannot sign in: ${status}`)
  return visitor
}

/** Dials, is taken, talks, is wrapped up; ms from accept to both hearing. */
const oneCall = async (hub: Hub, desk: Desk, dispositionId: string): Promise<number> => {
  const caller = await callIn(hub, { phone: '+74951234567', hz: 440 })
  await caller.until('menu')
  await caller.press('1')
  await eventually(() => {
    if (caller.state().saying?.[0] !== 'topic-menu') throw new Error('no topic is asked for')
  })
  await caller.press('1')
  const { interactionId } = await desk.ring()
  // An agent needs longer to reach for the key.
  await pause(500)
  const began = performance.now()
  const accepted = desk.accept()
  await bothHear(caller, desk)
  const taken = performance.now() - began
  await accepted
  await caller.hangUp()
  await desk.until(({ work }) => work[0]?.state === 'wrap-up')
  await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, { dispositionId })
  await desk.until(({ work, presence }) => work.length === 0 && presence.activity === 'available')
  desk.peer().close()
  caller.leave()
  return taken
}

const bothHear = async (caller: Caller, desk: Desk): Promise<void> => {
  const until = performance.now() + 15_000
  while (performance.now() < until) {
    const atAgent = toneLevel(desk.peer().heard(WINDOW_MS), 440)
    const atCaller = toneLevel(caller.peer!.heard(WINDOW_MS), 880)
    if (atAgent > HEARD && atCaller > HEARD) return
    await pause(5)
  }
  throw new Error('they do not hear each other')
}
