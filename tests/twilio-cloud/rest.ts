/** The REST side: the part of the published API that a hub uses, with its errors, its limits and its bad days. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, type Asked, NOT_FOUND, refusal } from './answer.ts'
import {
  type Cloud,
  type CloudCall,
  type CloudRecording,
  endCall,
  finishRecording,
  isOver,
  sid,
} from './cloud.ts'
import { makeCall } from './dial-out.ts'
import { answerMessages } from './messages.ts'
import { hearHold, leadCall } from './run-twiml.ts'
import { stereo } from './stereo.ts'

export const answerRest = async (cloud: Cloud, asked: Asked): Promise<Answer> => {
  const prefix = `/2010-04-01/Accounts/${cloud.accountSid}`
  const path = asked.path.startsWith(prefix) ? asked.path.slice(prefix.length) : asked.path
  cloud.asked.push(`${asked.method} ${path}`)
  if (asked.auth !== `${cloud.accountSid}:${cloud.authToken}`) return refusal(401, 20003, 'Authenticate')
  const fault = cloud.faults.find(
    ({ match, times }) => times > 0 && new RegExp(match).test(`${asked.method} ${path}`),
  )
  if (fault) {
    fault.times -= 1
    if (fault.kind === 'hang') await sleep(60_000)
    if (fault.kind === 'status') return refusal(fault.status ?? 500, fault.code ?? 20500, 'a bad day')
  }
  const answer = route(cloud, asked, path)
  // Done, and nobody is told.
  return fault?.kind === 'lose' ? { ...answer, drop: true } : answer
}

const route = (cloud: Cloud, asked: Asked, path: string): Answer => {
  const [, what, one, part, other] = path.replace(/\.json$/, '').split('/')
  if (what === 'Calls') {
    if (!one && asked.method === 'POST') return createCall(cloud, asked)
    if (!one) return listCalls(cloud, asked)
    const call = cloud.calls.get(one)
    if (!call) return NOT_FOUND
    if (part === 'Recordings') return recordings(cloud, asked, call, other)
    return asked.method === 'GET' ? { status: 200, json: shownCall(call) } : updateCall(cloud, asked, call)
  }
  if (what === 'Conferences') return one ? participant(cloud, asked, one, other) : listRooms(cloud, asked)
  if (what === 'Messages') return answerMessages(cloud, asked, one)
  if (what === 'Recordings') return oneRecording(cloud, one ?? '')
  return NOT_FOUND
}

const shownCall = ({ sid: name, status, from, to, madeAt }: CloudCall) => ({
  sid: name,
  status,
  from,
  to,
  date_created: new Date(madeAt).toUTCString(),
})

/** Source: error codes 21211 (no phone) and 21210 (not a number of this account). */
const createCall = (cloud: Cloud, { form }: Asked): Answer => {
  const [to, from] = [form.get('To') ?? '', form.get('From') ?? '']
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return refusal(400, 21211, `The phone number ${to} is not valid`)
  if (!cloud.numbers.has(from)) return refusal(400, 21210, `${from} is not a number of this account`)
  return { status: 201, json: shownCall(makeCall(cloud, form)) }
}

const listCalls = (cloud: Cloud, { query }: Asked): Answer => {
  const asked = (name: string, value: string) => (query.get(name) ?? value) === value
  const calls = [...cloud.calls.values()].filter(
    ({ status, to, from }) => asked('Status', status) && asked('To', to) && asked('From', from),
  )
  return { status: 200, json: { calls: calls.map(shownCall), next_page_uri: null, page: 0 } }
}

const updateCall = (cloud: Cloud, { form }: Asked, call: CloudCall): Answer => {
  if (isOver(call)) return refusal(400, 21220, 'Unable to update record. Call is not in-progress.')
  const url = form.get('Url')
  const isAnswered = call.status === 'in-progress'
  if (form.get('Status') === 'completed') endCall(cloud, call, isAnswered ? 'completed' : 'canceled')
  // Only what is in progress can be led elsewhere.
  else if (!isAnswered && call.answerUrl !== null) return refusal(400, 21220, 'Call is not in-progress.')
  else if (url) leadCall(cloud, call, url)
  return { status: 200, json: shownCall(call) }
}

const shownRecording = ({ sid: name, callSid, status, channels }: CloudRecording) => ({
  sid: name,
  call_sid: callSid,
  status,
  channels: channels === 'dual' ? 2 : 1,
  duration: status === 'completed' ? '1' : '-1',
})

const recordings = (cloud: Cloud, { method, form }: Asked, call: CloudCall, which?: string): Answer => {
  const own = [...cloud.recordings.values()].filter(({ callSid }) => callSid === call.sid)
  if (method === 'GET')
    return { status: 200, json: { recordings: own.map(shownRecording), next_page_uri: null, page: 0 } }
  if (which) {
    const recording = which === 'Twilio.CURRENT' ? own.at(-1) : cloud.recordings.get(which)
    if (!recording || recording.status === 'completed') return NOT_FOUND
    const status = form.get('Status') as CloudRecording['status']
    recording.status = status
    recording.history.push(status)
    if (status === 'stopped') finishRecording(cloud, call, recording)
    return { status: 200, json: shownRecording(recording) }
  }
  if (isOver(call)) return refusal(400, 21220, 'Requested resource is not eligible for recording')
  const recording: CloudRecording = {
    sid: sid('RE'),
    callSid: call.sid,
    status: 'in-progress',
    channels: form.get('RecordingChannels') ?? 'mono',
    callback: form.get('RecordingStatusCallback'),
    history: ['in-progress'],
  }
  cloud.recordings.set(recording.sid, recording)
  return { status: 201, json: shownRecording(recording) }
}

const oneRecording = (cloud: Cloud, name: string): Answer => {
  const recording = cloud.recordings.get(name.replace(/\.wav$/, ''))
  if (!recording) return NOT_FOUND
  if (!name.endsWith('.wav')) return { status: 200, json: shownRecording(recording) }
  return recording.status === 'completed' ? { status: 200, wav: stereo(440, 880) } : NOT_FOUND
}

const listRooms = (cloud: Cloud, { query }: Asked): Answer => {
  const rooms = cloud.rooms
    .filter(
      ({ name, status }) => name === query.get('FriendlyName') && status === (query.get('Status') ?? status),
    )
    .map(({ sid: room, name, status }) => ({ sid: room, friendly_name: name, status }))
  return { status: 200, json: { conferences: rooms, next_page_uri: null, page: 0 } }
}

const participant = (cloud: Cloud, { form }: Asked, roomSid: string, callSid?: string): Answer => {
  const room = cloud.rooms.find((one) => one.sid === roomSid && one.status !== 'completed')
  const party = room?.participants.get(callSid ?? '')
  const call = cloud.calls.get(callSid ?? '')
  if (!room || !party || !call) return NOT_FOUND
  if (form.has('Hold')) party.hold = form.get('Hold') === 'true'
  if (form.has('Muted')) party.muted = form.get('Muted') === 'true'
  const holdUrl = form.get('HoldUrl')
  if (party.hold && holdUrl) void hearHold(cloud, call, holdUrl)
  return {
    status: 200,
    json: { call_sid: call.sid, conference_sid: room.sid, hold: party.hold, muted: party.muted },
  }
}
