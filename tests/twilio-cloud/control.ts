/** What a test tells the cloud: set it up, ring a number, press a key, open a softphone's line, misbehave. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Cloud, endCall, type Fault, openCall } from './cloud.ts'
import type { Disorder } from './deliver.ts'
import { pickUp } from './dial-out.ts'
import type { Fate } from './message-box.ts'
import { write } from './messages.ts'
import { leadCall } from './run-twiml.ts'

export type Wish =
  | { do: 'set-up'; publicUrl: string; numbers: string[] }
  | { do: 'routes'; routes: Cloud['delivery']['routes'] }
  | { do: 'disorder'; disorder: Partial<Disorder> }
  | { do: 'sign-with'; token: string | null }
  | { do: 'faults'; faults: Fault[] }
  | { do: 'ring'; from: string; to: string }
  | { do: 'write'; from: string; to: string; body: string }
  | { do: 'fates'; fates: Fate[] }
  | { do: 'press'; sid: string; digit: string }
  | { do: 'hang-up'; sid: string }
  /** A phone that a hub has rung. */
  | { do: 'pick-up'; sid: string }
  | { do: 'leave-unanswered'; sid: string; as: 'busy' | 'no-answer' | 'failed' }
  | { do: 'connect'; token: string; params: Record<string, string> }
  /** Without a word to anybody, as when a status is lost. */
  | { do: 'vanish'; sid: string; as?: 'failed' }

export const obey = (cloud: Cloud, wish: Wish): unknown => {
  switch (wish.do) {
    case 'set-up':
      return setUp(cloud, wish.publicUrl, wish.numbers)
    case 'routes':
      cloud.delivery.routes = wish.routes
      return {}
    case 'disorder':
      Object.assign(cloud.delivery.disorder, wish.disorder)
      return {}
    case 'sign-with':
      cloud.delivery.authToken = wish.token ?? cloud.authToken
      return {}
    case 'faults':
      cloud.faults = wish.faults
      return {}
    case 'ring':
      return ring(cloud, wish.from, wish.to)
    case 'write':
      return write(cloud, wish)
    case 'fates':
      cloud.messages.fates = wish.fates
      return {}
    case 'press': {
      const call = callOf(cloud, wish.sid)
      if (call.menu === null) throw new Error('no key is listened for')
      call.digits.push(wish.digit)
      return {}
    }
    case 'hang-up':
      endCall(cloud, callOf(cloud, wish.sid))
      return {}
    case 'pick-up':
      pickUp(cloud, callOf(cloud, wish.sid))
      return {}
    case 'leave-unanswered':
      endCall(cloud, callOf(cloud, wish.sid), wish.as)
      return {}
    case 'connect':
      return connect(cloud, wish.token, wish.params)
    case 'vanish': {
      const call = callOf(cloud, wish.sid)
      call.statusCallback = null
      for (const room of cloud.rooms) room.callback = null
      endCall(cloud, call, wish.as)
      return {}
    }
  }
}

const callOf = (cloud: Cloud, sid: string) => {
  const call = cloud.calls.get(sid)
  if (!call) throw new Error(`no call ${sid}`)
  return call
}

/** As an administrator fills the console in. */
const setUp = (cloud: Cloud, publicUrl: string, numbers: string[]) => {
  const base = `${publicUrl}/twilio`
  for (const number of numbers) {
    cloud.numbers.set(number, {
      voiceUrl: `${base}/voice`,
      statusCallback: `${base}/status`,
      fallbackUrl: `${base}/fallback`,
      messageUrl: `${base}/message`,
    })
  }
  cloud.app.voiceUrl = `${base}/agent`
  cloud.app.statusCallback = `${base}/status`
  const { accountSid, authToken, apiKeySid, apiKeySecret, app } = cloud
  return { accountSid, authToken, apiKeySid, apiKeySecret, appSid: app.sid }
}

const ring = (cloud: Cloud, from: string, to: string) => {
  const number = cloud.numbers.get(to)
  if (!number) throw new Error(`${to} is no number of this account`)
  const { voiceUrl, statusCallback, fallbackUrl } = number
  const call = openCall(cloud, { from, to, statusCallback, fallbackUrl })
  leadCall(cloud, call, voiceUrl)
  return { sid: call.sid }
}

/** A softphone's line, if its token is one of this account's key, for this application, and has not run out. */
const connect = (cloud: Cloud, token: string, params: Record<string, string>) => {
  const { identity, appSid } = readToken(cloud, token)
  if (appSid !== cloud.app.sid) throw new Error('the token is for another application')
  const call = openCall(cloud, {
    from: `client:${identity}`,
    to: '',
    statusCallback: cloud.app.statusCallback,
    extra: params,
  })
  leadCall(cloud, call, cloud.app.voiceUrl)
  return { sid: call.sid }
}

const readToken = (cloud: Cloud, token: string): { identity: string; appSid: string } => {
  const [head = '', body = '', signature = ''] = token.split('.')
  const expected = createHmac('sha256', cloud.apiKeySecret).update(`${head}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new Error('20101: bad token')
  const header = JSON.parse(Buffer.from(head, 'base64url').toString())
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  if (header.cty !== 'twilio-fpa;v=1' || claims.iss !== cloud.apiKeySid || claims.sub !== cloud.accountSid)
    throw new Error('20101: bad token')
  if (claims.exp * 1_000 < Date.now()) throw new Error('20104: the token has run out')
  return { identity: claims.grants.identity, appSid: claims.grants.voice?.outgoing?.application_sid }
}

/** All of it, for a test to look at. */
export const show = (cloud: Cloud) => ({
  calls: [...cloud.calls.values()].map(({ stop, ...call }) => ({ ...call, stopped: stop.signal.aborted })),
  rooms: cloud.rooms.map(({ participants, ...room }) => ({
    ...room,
    participants: [...participants.values()],
  })),
  recordings: [...cloud.recordings.values()],
  messages: [...cloud.messages.sent.values()],
  sent: cloud.delivery.sent,
  pending: cloud.delivery.pending,
  asked: cloud.asked,
})
export type Shown = ReturnType<typeof show>
