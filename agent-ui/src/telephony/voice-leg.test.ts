import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ControlClient } from '../../../server/telephony/web-voice/media/testing/control-client.ts'
import {
  hears,
  joinCall,
  type MediaFixture,
  soon,
  startMediaFixture,
} from '../../../server/telephony/web-voice/media/testing/media-fixture.ts'
import { sine, toneLevel } from '../../../server/telephony/web-voice/media/testing/tone.ts'
import { toneSource, type VoicePeer } from '../../../server/telephony/web-voice/media/testing/voice-peer.ts'
import { writeWavHeader } from '../../../server/telephony/web-voice/media/wav.ts'
import type { createVoiceLeg, VoiceLeg } from './voice-leg.ts'

/** What the test page holds. */
declare global {
  var leg: VoiceLeg
  var states: string[]
  var makeLeg: typeof createVoiceLeg
  var signal: (sdp: string) => Promise<string>
  var heardLevel: (hz: number) => Promise<number>
}

const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
  '--host-resolver-rules=MAP hub.test 127.0.0.1',
]

let media: MediaFixture
let control: ControlClient
let vite: ViteDevServer
let browser: Browser
let page: Page
let pageUrl: string
let peer: VoicePeer

const PAGE = `<!doctype html><meta charset="utf-8"><script type="module">
  import { createVoiceLeg } from '/voice-leg.ts'
  globalThis.makeLeg = createVoiceLeg
  globalThis.states = []
  globalThis.heardLevel = async (hz) => {
    const context = new AudioContext({ sampleRate: 48000 })
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
    context.createMediaStreamSource(leg.remote).connect(analyser)
    await new Promise((resolve) => setTimeout(resolve, 400))
    const bins = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(bins)
    await context.close()
    return bins[Math.round((hz * 8192) / 48000)]
  }
</script>`

beforeAll(async () => {
  media = await startMediaFixture()
  control = await media.connect()
  const tone = sine(440, 48_000, { rate: 48_000 })
  const file = join(media.recordingsDir, 'tone.wav')
  const header = writeWavHeader({ rate: 48_000, channels: 1, dataBytes: tone.byteLength })
  await writeFile(file, Buffer.concat([header, Buffer.from(tone.buffer)]))
  vite = await createServer({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('.', import.meta.url)),
    cacheDir: join(media.recordingsDir, 'vite'),
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, hmr: false, ws: false, watch: null, allowedHosts: true },
    plugins: [
      {
        name: 'test page',
        configureServer: (server) => {
          server.middlewares.use('/page', (_, response) =>
            response.setHeader('content-type', 'text/html').end(PAGE),
          )
        },
      },
    ],
  })
  await vite.listen()
  const { port } = vite.httpServer!.address() as { port: number }
  pageUrl = `http://localhost:${port}/page`
  browser = await chromium.launch({
    executablePath,
    args: [...FLAGS, '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${file}`],
  })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await vite?.close()
  await media?.stop()
})

const openPage = async (callId: string): Promise<void> => {
  page = await browser.newPage()
  await page.exposeFunction('signal', async (sdp: string) => {
    const answer = await control.order({ cmd: 'leg.offer', callId, legId: 'browser', side: 'client', sdp })
    return answer.sdp
  })
  await page.goto(pageUrl)
  await page.waitForFunction(() => 'makeLeg' in globalThis)
}

const startLeg = (): Promise<void> =>
  page.evaluate(async () => {
    globalThis.leg = globalThis.makeLeg({
      signal: (sdp) => globalThis.signal(sdp),
      constraints: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      onChange: ({ state, fault }) => globalThis.states.push(fault ?? state),
    })
    await globalThis.leg.start()
  })

const state = (): Promise<string> => page.evaluate(() => globalThis.leg.view.state)
const reaches = (wanted: string): Promise<unknown> =>
  page.waitForFunction((name) => globalThis.leg.view.state === name, wanted, { timeout: 30_000 })
/** Decibels of a tone in what the browser plays. */
const heard = (hz: number): Promise<number> => page.evaluate((tone) => globalThis.heardLevel(tone), hz)

const talk = async (callId: string): Promise<void> => {
  await control.order({ cmd: 'call.open', callId })
  await control.order({ cmd: 'call.mix', callId, legs: { browser: hears('node'), node: hears('browser') } })
  peer = await joinCall(control, callId, 'node', 'agent')
  peer.say(toneSource(880))
  await openPage(callId)
  await startLeg()
  await reaches('connected')
}

afterEach(async () => {
  peer?.close()
  await page?.close()
})

test('a browser and a party hear each other; mute is silence; a loss is rejoined; close frees the microphone', async () => {
  await talk('b1')
  await soon(() => expect(toneLevel(peer.heard(200), 440)).toBeGreaterThan(1500), 15_000)
  expect(await heard(880)).toBeGreaterThan((await heard(440)) + 20)
  expect(await page.evaluate(() => globalThis.states)).toEqual(['asking', 'connecting', 'connected'])
  expect(await page.evaluate(() => globalThis.leg.remoteLevel())).toBeGreaterThanOrEqual(0)

  await page.evaluate(() => globalThis.leg.mute(true))
  await soon(() => expect(toneLevel(peer.heard(200), 440)).toBeLessThan(100), 15_000)
  await page.evaluate(() => globalThis.leg.mute(false))
  await soon(() => expect(toneLevel(peer.heard(200), 440)).toBeGreaterThan(1500), 15_000)

  await page.evaluate(() => globalThis.leg.rejoin())
  expect(await state()).toBe('rejoining')
  await reaches('connected')
  await soon(() => expect(toneLevel(peer.heard(200), 440)).toBeGreaterThan(1500), 15_000)
  expect(await heard(880)).toBeGreaterThan((await heard(440)) + 20)

  const open = await page.evaluate(() => {
    const { leg } = globalThis
    leg.level()
    leg.close()
    leg.close()
    return { state: leg.view.state, remote: leg.remote, level: leg.level() }
  })
  expect(open).toEqual({ state: 'closed', remote: null, level: 0 })
}, 120_000)

test('a reload keeps the leg: the new page takes its place', async () => {
  await talk('b2')
  await page.reload()
  await page.waitForFunction(() => 'makeLeg' in globalThis)
  await startLeg()
  await reaches('connected')
  await soon(() => expect(toneLevel(peer.heard(200), 440)).toBeGreaterThan(1500), 15_000)
  const { calls } = await control.order({ cmd: 'snapshot' })
  expect(calls.find((call) => call.callId === 'b2')?.legs).toHaveLength(2)
}, 120_000)

test('an offer that fails is tried again; one that is final closes the leg', async () => {
  await control.order({ cmd: 'call.open', callId: 'b3' })
  await openPage('b3')
  await page.evaluate(async () => {
    let attempts = 0
    globalThis.leg = globalThis.makeLeg({
      signal: (sdp) => (++attempts < 3 ? Promise.reject(new Error('away')) : globalThis.signal(sdp)),
    })
    await globalThis.leg.start()
  })
  await reaches('connected')
  await page.evaluate(async () => {
    globalThis.leg.close()
    globalThis.leg = globalThis.makeLeg({
      signal: () => Promise.reject(new Error('over')),
      isFinal: (error) => (error as Error).message === 'over',
    })
    await globalThis.leg.start()
  })
  expect(await state()).toBe('closed')
}, 120_000)

test('without a microphone it says why: refused, none, busy, and a page that is not secure', async () => {
  await openPage('none')
  for (const [name, fault] of [
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'none'],
    ['NotReadableError', 'busy'],
  ] as const) {
    await page.evaluate((error) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', error))
    }, name)
    await startLeg()
    expect(await page.evaluate(() => globalThis.leg.view)).toMatchObject({ state: 'idle', fault })
  }
  await page.goto(pageUrl.replace('localhost', 'hub.test'))
  await page.waitForFunction(() => 'makeLeg' in globalThis)
  await startLeg()
  expect(await page.evaluate(() => globalThis.leg.view.fault)).toBe('not-secure')
}, 120_000)
