/** Calls a media process carries (media.bench.ts, in a process of its own), and what each weighs. */
import { type Bench, type Measure, withinLimit } from './bench.ts'
import { startChild } from './child.ts'
import type { MediaFigures } from './media.bench.ts'

const MOST_CALLS = 35
const LEAST_CALLS = 30
const LIMIT_MB = 10

export const benchMedia = async (bench: Bench): Promise<Measure[]> => {
  const most = Math.max(5, Math.round(MOST_CALLS * bench.scale))
  const child = await startChild('bench/media.bench.ts', {}, [String(most)])
  const { carried, callsACore, mbACall, mb } = child.ready as MediaFigures
  await child.stop()
  bench.memory(`media process, ${carried} calls`, mb)
  return [
    {
      what: 'calls a media process carries before p99 of a frame is 20 ms late',
      floor: '–',
      ours: `${carried}${carried >= most ? ' or more' : ''}; ${callsACore} a core by CPU`,
      ratio: null,
      target: `≥ ${LEAST_CALLS}`,
      met: carried >= LEAST_CALLS,
    },
    withinLimit('media memory, each call', {
      value: mbACall,
      limit: LIMIT_MB,
      print: (mb) => `${mb.toFixed(1)} MB`,
    }),
  ]
}
