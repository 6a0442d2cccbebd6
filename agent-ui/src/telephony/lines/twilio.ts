/**
 * An agent's line over Twilio's Voice SDK, behind the same face as our own legs: the desk does not know which it holds.
 * The SDK is fetched when the first such call comes. A line that drops is opened anew for as long as the hub names the
 * leg. Source: "Voice JavaScript SDK: Device, Call" (events accept, reconnecting, reconnected, disconnect, error).
 */
import { readLineToken } from '#shared/telephony/twilio.contract.ts'
import { useSession } from '../../identity/session.ts'
import { call } from '../../platform/api.ts'
import { loadLineProgram } from '../line-program.ts'
import type { VoiceLeg, VoiceLegView } from '../voice-leg.ts'
import { MicrophoneError, type MicrophoneFault } from '../voice-leg-microphone.ts'
import type { LineOptions, OpenLine } from './lines.ts'

/** What is used of the SDK; a test gives a double that follows its documented events. */
export type LineCall = {
  on(event: string, listener: (...facts: never[]) => void): unknown
  mute(muted: boolean): void
  disconnect(): void
  getRemoteStream(): MediaStream | undefined
}
export type LineDevice = {
  connect(options: { params: Record<string, string> }): Promise<LineCall>
  updateToken(token: string): void
  destroy(): void
  audio: {
    setInputDevice(id: string): Promise<void>
    speakerDevices: { set(ids: string[]): Promise<void> }
  } | null
}

export type TwilioLineOptions = LineOptions & {
  /** Whose line it is: the device speaks to the provider in one user's name. */
  userId: string | null
  fetchToken: () => Promise<{ token: string; lastsMs: number }>
  openDevice?: (token: string) => Promise<LineDevice>
  now?: () => number
}

const RETRY_MS = [500, 1_000, 2_000, 4_000]

const openSdkDevice = async (token: string): Promise<LineDevice> => {
  const { Device } = await loadLineProgram(() => import('@twilio/voice-sdk'))
  // The desk has sounds of its own, and asks before it is left.
  return new Device(token, { disableAudioContextSounds: true, logLevel: 'error' }) as unknown as LineDevice
}

/** One device for the desk and its user. Its token is renewed between calls, never in one: that can cost sound. */
let shared: { device: LineDevice; until: number; userId: string | null } | null = null

const deviceOf = async (options: TwilioLineOptions): Promise<LineDevice> => {
  const now = (options.now ?? Date.now)()
  if (shared?.userId !== options.userId) closeTwilioDevice()
  if (shared && shared.until > now) return shared.device
  const { token, lastsMs } = await options.fetchToken()
  const until = now + lastsMs / 2
  if (shared) shared.device.updateToken(token)
  const device = shared?.device ?? (await (options.openDevice ?? openSdkDevice)(token))
  shared = { device, until, userId: options.userId }
  return device
}

/** The next line opens another. */
export const closeTwilioDevice = (): void => {
  shared?.device.destroy()
  shared = null
}

export const createTwilioLine = (options: TwilioLineOptions): VoiceLeg => {
  let view: VoiceLegView = { state: 'idle', fault: null, soundBlocked: false, muted: false }
  let line: LineCall | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  const level = { own: 0, others: 0 }
  const isClosed = () => view.state === 'closed'

  const show = (change: Partial<VoiceLegView>): void => {
    if (isClosed()) return
    view = { ...view, ...change }
    options.onChange(view)
  }

  const again = (): void => {
    clearTimeout(timer)
    line = null
    if (isClosed()) return
    show({ state: view.state === 'connecting' ? 'connecting' : 'rejoining' })
    timer = setTimeout(() => void connect(), RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)])
  }

  const listen = (opened: LineCall): void => {
    const mine = () => opened === line && !isClosed()
    opened.on('accept', () => {
      if (!mine()) return
      failures = 0
      show({ state: 'connected' })
      // The SDK plays what comes by itself, once the user has acted on the page: they have answered.
      options.onSound(true)
    })
    opened.on('reconnecting', () => mine() && show({ state: 'lost' }))
    opened.on('reconnected', () => mine() && show({ state: 'connected' }))
    opened.on('disconnect', () => mine() && again())
    opened.on('cancel', () => mine() && again())
    opened.on('error', (error: unknown) => mine() && fail(error))
    opened.on('volume', (own: number, others: number) => {
      Object.assign(level, { own, others })
    })
  }

  const fail = (error: unknown): void => {
    const fault = microphoneFaultOf(error)
    const last = line
    // First: what it says of its own end counts no more.
    line = null
    last?.disconnect()
    if (fault) {
      clearTimeout(timer)
      show({ state: 'idle', fault })
    } else if (options.isFinal(error)) close()
    else again()
  }

  const connect = async (): Promise<void> => {
    try {
      const device = await deviceOf(options)
      if (options.microphoneId)
        await device.audio?.setInputDevice(options.microphoneId).catch(() => undefined)
      if (options.speakerId)
        await device.audio?.speakerDevices.set([options.speakerId]).catch(() => undefined)
      if (isClosed()) return
      const opened = await device.connect({ params: { legId: options.legId } })
      if (isClosed()) return opened.disconnect()
      line = opened
      listen(opened)
      if (view.muted) opened.mute(true)
    } catch (error) {
      if (!isClosed()) fail(error)
    }
  }

  const close = (): void => {
    if (isClosed()) return
    clearTimeout(timer)
    const last = line
    line = null
    show({ state: 'closed' })
    last?.disconnect()
  }

  return {
    get view() {
      return view
    },
    get remote() {
      return line?.getRemoteStream() ?? null
    },
    start: async () => {
      if (view.state !== 'idle') return
      show({ state: 'connecting', fault: null })
      await connect()
    },
    addCandidate: () => undefined,
    // The SDK finds its own way back; a line that it gave up is opened anew already.
    rejoin: () => undefined,
    mute: (muted) => {
      line?.mute(muted)
      show({ muted })
    },
    microphoneWorks: () => view.fault === null,
    level: () => level.own,
    remoteLevel: () => level.others,
    resumeSound: async () => true,
    useMicrophone: (id) => onAudio((audio) => audio.setInputDevice(id)),
    useSpeaker: (id) => onAudio((audio) => audio.speakerDevices.set([id || 'default'])),
    close,
  }
}

export const openLine: OpenLine = (options) =>
  createTwilioLine({
    ...options,
    userId: useSession().user.value?.id ?? null,
    fetchToken: () => call(readLineToken, {}),
  })

const onAudio = async (
  deed: (audio: NonNullable<LineDevice['audio']>) => Promise<void>,
): Promise<boolean> => {
  const audio = shared?.device.audio
  if (!audio) return false
  return deed(audio).then(
    () => true,
    () => false,
  )
}

/** Source: the SDK's error codes 31208 (the user said no) and 31402 (no device, or another program holds it). */
const microphoneFaultOf = (error: unknown): MicrophoneFault | null => {
  if (error instanceof MicrophoneError) return error.fault
  const { code, name } = error as { code?: number; name?: string }
  if (code === 31208 || code === 31401 || name === 'NotAllowedError') return 'refused'
  if (name === 'NotFoundError') return 'none'
  return code === 31402 || name === 'NotReadableError' ? 'busy' : null
}
