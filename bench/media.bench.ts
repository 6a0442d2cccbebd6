/**
 * How many bridged and recorded web calls one media process carries before its frames leave late.
 * Run: npx tsx bench/media.bench.ts [most calls] — prints a line for each step and a verdict.
 * The callers run on the same machine and take about as much CPU as the media process: on two cores the lateness is
 * that of a full machine, so the CPU a call costs is the figure to compare.
 */
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FRAME_MS } from '#server/telephony/web-voice/media/frame.ts'
import { connectControl } from '#server/telephony/web-voice/media/testing/control-client.ts'
import { forkMedia } from '#server/telephony/web-voice/media/testing/fork-media.ts'
import { hears, PROMPTS, pause, TOKEN } from '#server/telephony/web-voice/media/testing/media-fixture.ts'
import type { MediaStats } from '#shared/telephony/media.contract.ts'

const TARGET_CALLS = 30
const TARGET_LATE_MS = 20
const TARGET_MB = 10
const STEP = 5
const SETTLE_MS = 3000
const MEASURE_MS = 10_000
const mostCalls = Number(process.argv[2] ?? 60)

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** What is told to the bench that started this one. */
export type MediaFigures = { carried: number; callsACore: number; mbACall: number; mb: number }

const folder = await mkdtemp(join(tmpdir(), 'perezvon-bench-'))
const media = await forkMedia(folder)
const control = await connectControl(media.address, TOKEN)
const callers = fork(fileURLToPath(new URL('./media.callers.ts', import.meta.url)), {
  execArgv: ['--import', 'tsx'],
  env: { ...process.env, PROMPTS },
})
const offers = new Map<string, (sdp: string) => void>()
callers.on('message', ({ key, sdp }: { key: string; sdp: string }) => offers.get(key)?.(sdp))
const said = (key: string): Promise<string> => new Promise((resolve) => offers.set(key, resolve))
await said('ready')

const joinLeg = async (callId: string, legId: string, side: 'client' | 'agent'): Promise<void> => {
  const key = `${callId}/${legId}`
  const offered = said(key)
  callers.send({ join: key })
  const { sdp } = await control.order({ cmd: 'leg.offer', callId, legId, side, sdp: await offered })
  callers.send({ answer: { key, sdp } })
  await control.event('leg.connected', (event) => event.callId === callId && event.legId === legId)
}

const openCall = async (n: number): Promise<void> => {
  const callId = `bench-${n}`
  await control.order({ cmd: 'call.open', callId })
  await control.order({ cmd: 'call.mix', callId, legs: { c: hears('a'), a: hears('c') } })
  await joinLeg(callId, 'c', 'client')
  await joinLeg(callId, 'a', 'agent')
  await control.order({ cmd: 'record.start', callId, recordingId: callId, path: `${callId}.wav` })
}

type Measured = MediaStats & {
  /** CPU of what all ticks would have taken: a process that skips some, because the machine is full, does less. */
  wholeCores: number
  skipped: number
}

const measure = async (): Promise<Measured> => {
  await pause(SETTLE_MS)
  const before = await control.order({ cmd: 'stats' })
  await pause(MEASURE_MS)
  const after = await control.order({ cmd: 'stats' })
  const ticks = (after.upMs - before.upMs) / FRAME_MS
  const skipped = after.lateness.skippedTicks - before.lateness.skippedTicks
  return { ...after, skipped, wholeCores: after.cpuCores / Math.max(0.01, 1 - skipped / ticks) }
}

print(`${cpus().length} cores, load before: ${loadavg()[0]!.toFixed(1)}`)
const idle = await measure()
print(`idle: ${(idle.cpuCores * 100).toFixed(1)} % of a core, ${(idle.rssBytes / 1e6).toFixed(0)} MB`)
print('calls | CPU, % of a core | late p50 ms | p99 ms | max ms | skipped | MB | load')
let carried = 0
let last = idle
for (let calls = STEP; calls <= mostCalls; calls += STEP) {
  for (let n = calls - STEP; n < calls; n++) await openCall(n)
  last = await measure()
  const { p50Ms, p99Ms, maxMs } = last.lateness
  print(
    [
      String(calls).padStart(5),
      (last.cpuCores * 100).toFixed(0).padStart(16),
      p50Ms.toFixed(1).padStart(11),
      p99Ms.toFixed(1).padStart(6),
      maxMs.toFixed(1).padStart(6),
      String(last.skipped).padStart(7),
      (last.rssBytes / 1e6).toFixed(0),
      loadavg()[0]!.toFixed(1),
    ].join(' | '),
  )
  if (p99Ms > TARGET_LATE_MS || last.skipped > 0) break
  carried = calls
}
const perCall = (last.wholeCores - idle.wholeCores) / last.calls
const mbPerCall = (last.rssBytes - idle.rssBytes) / 1e6 / last.calls
const verdict = (met: boolean): string => (met ? 'met' : 'MISSED')
print(`a call costs ${(perCall * 100).toFixed(2)} % of a core: ${Math.floor(1 / perCall)} calls a core`)
print(
  `calls before p99 > ${TARGET_LATE_MS} ms: ${carried} (target ${TARGET_CALLS}: ${verdict(carried >= TARGET_CALLS)})`,
)
print(`memory a call: ${mbPerCall.toFixed(1)} MB (target ${TARGET_MB}: ${verdict(mbPerCall <= TARGET_MB)})`)
process.send?.({
  carried,
  callsACore: Math.floor(1 / perCall),
  mbACall: mbPerCall,
  mb: last.rssBytes / 2 ** 20,
} satisfies MediaFigures)
callers.kill('SIGKILL')
control.close()
await media.kill()
await rm(folder, { recursive: true })
