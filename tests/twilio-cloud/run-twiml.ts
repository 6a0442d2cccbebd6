/** Runs a hub's documents on a call, as the reference of TwiML says: one after another, until it hangs up or is led elsewhere. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cloud, type CloudCall, endCall, enterRoom, leaveRooms, paramsOf } from './cloud.ts'
import { type Params, tell } from './deliver.ts'
import { readTwiml, type Verb } from './twiml.ts'

/** Thrown through a run that is led elsewhere. */
class Led extends Error {}
const LOOP_MS = 10

type Run = { cloud: Cloud; call: CloudCall; signal: AbortSignal }

const pause = async ({ signal }: Run, ms: number): Promise<void> => {
  if (signal.aborted) throw new Led()
  await sleep(ms, undefined, { signal }).catch(() => {
    throw new Led()
  })
}

/** Whatever it was at before is dropped, and what was still asked for it is not heard. */
export const leadCall = (cloud: Cloud, call: CloudCall, url: string, extra: Params = {}): void => {
  call.stop.abort()
  call.stop = new AbortController()
  call.menu = null
  call.queued = false
  leaveRooms(cloud, call)
  const run: Run = { cloud, call, signal: call.stop.signal }
  follow(run, url, extra).then(
    () => endCall(cloud, call),
    (error: unknown) => {
      if (error instanceof Led) return
      endCall(cloud, call, 'failed')
    },
  )
}

/** A document that cannot be had, or is none, costs the call (11200, 12100), unless the fallback address mends it. */
const fetchTwiml = async (run: Run, url: string, extra: Params): Promise<Verb[]> => {
  const { cloud, call } = run
  const answer = await tell(cloud.delivery, url, paramsOf(cloud, call, extra))
  if (run.signal.aborted) throw new Led()
  try {
    if (answer.status !== 200) throw new Error(`${answer.status}`)
    const verbs = readTwiml(answer.body)
    if (call.status === 'ringing') call.status = 'in-progress'
    return verbs
  } catch (error) {
    if (!call.fallbackUrl || url === call.fallbackUrl) throw error
    return fetchTwiml(run, call.fallbackUrl, { ErrorCode: '11200', ErrorUrl: url })
  }
}

/** Resolves when the documents are at their end. */
const follow = async (run: Run, url: string, extra: Params = {}): Promise<void> => {
  const verbs = await fetchTwiml(run, url, extra)
  for (const verb of verbs) {
    const next = await perform(run, verb)
    if (next === 'hang-up') return
    if (next !== null) return follow(run, next.url, next.params)
  }
}

type Next = { url: string; params: Params } | 'hang-up' | null

const perform = async (run: Run, verb: Verb): Promise<Next> => {
  switch (verb.name) {
    case 'Play':
    case 'Say':
      await speak(run, verb)
      return null
    case 'Pause':
      await pause(run, Number(verb.attributes.length ?? 1) * run.cloud.secondMs)
      return null
    case 'Redirect':
      return { url: verb.text, params: {} }
    case 'Gather':
      return gather(run, verb)
    case 'Enqueue':
      return enqueue(run, verb)
    case 'Dial':
      return dial(run, verb)
    case 'Hangup':
      return 'hang-up'
    default:
      throw new Error(`<${verb.name}> is not known here`)
  }
}

const speak = async (run: Run, verb: Verb): Promise<void> => {
  run.call.heard.push(verb.text)
  await pause(run, run.cloud.speechMs)
}

/** The first key ends what is being said, and is told; nothing is told too where the document asks for it. */
const gather = async (run: Run, verb: Verb): Promise<Next> => {
  const { call, cloud } = run
  call.digits = []
  call.menu = verb.children.map(({ text }) => text)
  const action = verb.attributes.action ?? ''
  const pressed = () => call.digits.shift()
  let digit: string | undefined
  for (const child of verb.children) {
    digit = pressed()
    if (digit) break
    await speak(run, child)
  }
  const until = Date.now() + Number(verb.attributes.timeout ?? 5) * cloud.secondMs
  while (!digit && Date.now() < until) {
    await pause(run, 5)
    digit = pressed()
  }
  call.menu = null
  if (digit) return { url: action, params: { Digits: digit } }
  return verb.attributes.actionOnEmptyResult === 'true' ? { url: action, params: { Digits: '' } } : null
}

/** Until it is led elsewhere it hears the wait document, over and over. */
const enqueue = async (run: Run, verb: Verb): Promise<Next> => {
  const { call } = run
  call.queued = true
  const waitUrl = verb.attributes.waitUrl ?? ''
  let url = waitUrl
  for (;;) {
    const verbs = await fetchTwiml(run, url, { QueueSid: 'QU', QueuePosition: '1' })
    url = waitUrl
    for (const one of verbs) {
      const next = await perform(run, one)
      if (next === 'hang-up') throw new Error('<Hangup> in a wait document')
      if (next) url = next.url
    }
    await pause(run, LOOP_MS)
  }
}

const dial = async (run: Run, verb: Verb): Promise<Next> => {
  const [room] = verb.children
  if (room?.name !== 'Conference') throw new Error('<Dial> into no room')
  const entered = enterRoom(run.cloud, run.call, room.text, room.attributes)
  if (entered.status === 'init' && room.attributes.waitUrl)
    void fetchTwiml(run, room.attributes.waitUrl, {}).catch(() => undefined)
  while (entered.participants.has(run.call.sid)) await pause(run, 10)
  return verb.attributes.action
    ? { url: verb.attributes.action, params: { DialCallStatus: 'completed' } }
    : null
}

/** What a party on hold hears: fetched once. */
export const hearHold = async (cloud: Cloud, call: CloudCall, url: string): Promise<void> => {
  const answer = await tell(cloud.delivery, url, paramsOf(cloud, call))
  if (answer.status !== 200) return
  for (const { text } of readTwiml(answer.body)) call.heard.push(text)
}
