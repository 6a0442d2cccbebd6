/** What the cloud holds: calls, rooms, recordings, the numbers and applications of one account. */
import { randomBytes } from 'node:crypto'
import { createDelivery, type Delivery, type Params, tell } from './deliver.ts'
import { createMessages, type Messages } from './message-box.ts'

/** How a call that was never answered ended. */
export type Unanswered = 'busy' | 'no-answer' | 'canceled'
export type CallStatus = 'queued' | 'ringing' | 'in-progress' | 'completed' | 'failed' | Unanswered
export type CloudCall = {
  sid: string
  from: string
  to: string
  status: CallStatus
  /** One that a hub has asked for: where it is led when it is answered. */
  answerUrl: string | null
  madeAt: number
  /** Where its end is told; of one that a hub has asked for, each step. */
  statusCallback: string | null
  fallbackUrl: string | null
  /** Addresses of what was played, and texts that were read, in order. */
  heard: string[]
  /** Prompts of the Gather it is in; null outside of one. */
  menu: string[] | null
  queued: boolean
  digits: string[]
  /** Parameters that an application adds to every request. */
  extra: Params
  /** Tells that it was answered, where that was asked for. */
  answered(): void
  /** Ends whatever it is at: another document, or its end. */
  stop: AbortController
}
export type Participant = { callSid: string; label: string; hold: boolean; muted: boolean }
export type Room = {
  sid: string
  name: string
  status: 'init' | 'in-progress' | 'completed'
  callback: string | null
  participants: Map<string, Participant>
  sequence: number
}
export type CloudRecording = {
  sid: string
  callSid: string
  status: 'in-progress' | 'paused' | 'stopped' | 'completed'
  channels: string
  callback: string | null
  history: string[]
}
export type Fault = {
  match: string
  kind: 'status' | 'hang' | 'lose'
  status?: number
  code?: number
  times: number
}

export type Cloud = {
  accountSid: string
  authToken: string
  apiKeySid: string
  apiKeySecret: string
  delivery: Delivery
  numbers: Map<string, { voiceUrl: string; statusCallback: string; fallbackUrl: string; messageUrl: string }>
  app: { sid: string; voiceUrl: string; statusCallback: string }
  calls: Map<string, CloudCall>
  rooms: Room[]
  recordings: Map<string, CloudRecording>
  messages: Messages
  faults: Fault[]
  /** REST requests as they came: `POST /Calls/CA….json`. */
  asked: string[]
  /** What a prompt takes to be heard, ms; and a second of silence. */
  speechMs: number
  secondMs: number
}

export const sid = (prefix: string): string => `${prefix}${randomBytes(16).toString('hex')}`

export const createCloud = (): Cloud => {
  const authToken = randomBytes(16).toString('hex')
  return {
    accountSid: sid('AC'),
    authToken,
    apiKeySid: sid('SK'),
    apiKeySecret: randomBytes(16).toString('hex'),
    delivery: createDelivery(authToken),
    numbers: new Map(),
    app: { sid: sid('AP'), voiceUrl: '', statusCallback: '' },
    calls: new Map(),
    rooms: [],
    recordings: new Map(),
    messages: createMessages(),
    faults: [],
    asked: [],
    speechMs: 10,
    secondMs: 100,
  }
}

export const openCall = (
  cloud: Cloud,
  call: Partial<CloudCall> & { from: string; to: string },
): CloudCall => {
  const made: CloudCall = {
    sid: sid('CA'),
    status: 'ringing',
    answerUrl: null,
    madeAt: Date.now(),
    statusCallback: null,
    fallbackUrl: null,
    heard: [],
    menu: null,
    queued: false,
    digits: [],
    extra: {},
    answered: () => undefined,
    stop: new AbortController(),
    ...call,
  }
  cloud.calls.set(made.sid, made)
  return made
}

export const paramsOf = (cloud: Cloud, call: CloudCall, more: Params = {}): Params => ({
  AccountSid: cloud.accountSid,
  ApiVersion: '2010-04-01',
  CallSid: call.sid,
  CallStatus: call.status,
  Direction: call.answerUrl === null ? 'inbound' : 'outbound-api',
  From: call.from,
  To: call.to,
  ...call.extra,
  ...more,
})

export const isOver = ({ status }: CloudCall): boolean =>
  ['completed', 'failed', 'busy', 'no-answer', 'canceled'].includes(status)

/** Once: its end, its place in a room, what records it; each told of in its own time. */
export const endCall = (
  cloud: Cloud,
  call: CloudCall,
  status: 'completed' | 'failed' | Unanswered = 'completed',
): void => {
  if (isOver(call)) return
  call.status = status
  call.stop.abort()
  leaveRooms(cloud, call)
  for (const recording of cloud.recordings.values()) {
    if (recording.callSid === call.sid) finishRecording(cloud, call, recording)
  }
  if (call.statusCallback)
    void tell(cloud.delivery, call.statusCallback, paramsOf(cloud, call, { SequenceNumber: '0' }))
}

export const finishRecording = (cloud: Cloud, call: CloudCall, recording: CloudRecording): void => {
  if (recording.status === 'completed') return
  recording.status = 'completed'
  recording.history.push('completed')
  if (!recording.callback) return
  void tell(cloud.delivery, recording.callback, {
    AccountSid: cloud.accountSid,
    CallSid: call.sid,
    RecordingSid: recording.sid,
    RecordingStatus: 'completed',
    RecordingDuration: '1',
    RecordingChannels: '2',
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${cloud.accountSid}/Recordings/${recording.sid}`,
  })
}

const tellRoom = (cloud: Cloud, room: Room, event: string, participant?: Participant): void => {
  if (!room.callback) return
  room.sequence += 1
  void tell(cloud.delivery, room.callback, {
    AccountSid: cloud.accountSid,
    ConferenceSid: room.sid,
    FriendlyName: room.name,
    StatusCallbackEvent: event,
    SequenceNumber: String(room.sequence),
    ...(participant && {
      CallSid: participant.callSid,
      ParticipantLabel: participant.label,
      Hold: String(participant.hold),
      Muted: String(participant.muted),
    }),
  })
}

/** A room begins with who may begin it, and is over when nobody is left: the next of its name is another one. */
export const enterRoom = (
  cloud: Cloud,
  call: CloudCall,
  name: string,
  settings: Record<string, string>,
): Room => {
  let room = cloud.rooms.find((one) => one.name === name && one.status !== 'completed')
  if (!room) {
    room = {
      sid: sid('CF'),
      name,
      status: 'init',
      callback: settings.statusCallback ?? null,
      participants: new Map(),
      sequence: 0,
    }
    cloud.rooms.push(room)
  }
  const label = settings.participantLabel ?? ''
  room.participants.set(call.sid, { callSid: call.sid, label, hold: false, muted: false })
  if (room.status === 'init' && settings.startConferenceOnEnter !== 'false') {
    room.status = 'in-progress'
    tellRoom(cloud, room, 'conference-start')
  }
  tellRoom(cloud, room, 'participant-join', room.participants.get(call.sid))
  return room
}

export const leaveRooms = (cloud: Cloud, call: CloudCall): void => {
  for (const room of cloud.rooms) {
    const participant = room.participants.get(call.sid)
    if (!participant) continue
    room.participants.delete(call.sid)
    tellRoom(cloud, room, 'participant-leave', participant)
    if (room.participants.size > 0) continue
    room.status = 'completed'
    tellRoom(cloud, room, 'conference-end')
  }
}
