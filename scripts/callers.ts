/**
 * Plays clients over real web-voice legs, for training and load:
 *   npm run callers -- --per-hour 60 [--hub http://localhost:3000] [--for-minutes 30] [--patience-seconds 180]
 */
import { parseArgs } from 'node:util'
import { patienceMs, talkMs, untilNextMs } from './callers/patience.ts'
import { type Part, playCaller } from './callers/play-caller.ts'
import { createRandom } from './demo/random.ts'

const { values } = parseArgs({
  options: {
    'per-hour': { type: 'string', default: '60' },
    hub: {
      type: 'string',
      default: process.env.PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`,
    },
    'for-minutes': { type: 'string' },
    'patience-seconds': { type: 'string', default: '180' },
    seed: { type: 'string', default: String(Date.now()) },
  },
})
const random = createRandom(Number(values.seed))
const say = (text: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`)
const tally: Record<string, number> = {}

const partOf = (): Part => {
  const language = random.weighted([['ru', 8] as const, ['en', 2] as const])
  return {
    hub: values.hub,
    language,
    topic: random.weighted([['sales', 5] as const, ['claims', 3] as const, ['delivery', 2] as const]),
    phone: language === 'ru' ? `+7916${random.digits(7)}` : `+44207946${random.digits(4)}`,
    patienceMs: patienceMs(random, Number(values['patience-seconds']) * 1_000),
    talkMs: talkMs(random),
  }
}
const send = async (part: Part): Promise<void> => {
  try {
    const ending = await playCaller(part)
    tally[ending] = (tally[ending] ?? 0) + 1
    say(`${part.phone} ${part.language} ${part.topic}: ${ending}`)
  } catch (error) {
    tally.failed = (tally.failed ?? 0) + 1
    say(`${part.phone}: ${(error as Error).message}`)
  }
}

const playStream = async (): Promise<void> => {
  const until = values['for-minutes']
    ? Date.now() + Number(values['for-minutes']) * 60_000
    : Number.POSITIVE_INFINITY
  const playing = new Set<Promise<void>>()
  say(`${values['per-hour']} callers an hour to ${values.hub}; stop with Ctrl-C`)
  while (Date.now() < until) {
    const one = send(partOf()).finally(() => playing.delete(one))
    playing.add(one)
    await new Promise((resolve) => setTimeout(resolve, untilNextMs(Number(values['per-hour']), random)))
  }
  await Promise.all(playing)
  say(
    Object.entries(tally)
      .map(([ending, count]) => `${ending} ${count}`)
      .join(', '),
  )
}

await playStream()
