/**
 * Calls that a hub asks for: queued, initiated, ringing, and then whatever a test lets the phone do; not answered within
 * the given time it is "no-answer". Each step that was asked for is told. Source: "Call resource", "StatusCallbackEvent".
 */
import { type Cloud, type CloudCall, endCall, openCall, paramsOf } from './cloud.ts'
import { tell } from './deliver.ts'
import { leadCall } from './run-twiml.ts'

const USUAL_TIMEOUT_S = 60

export const makeCall = (cloud: Cloud, form: URLSearchParams): CloudCall => {
  const call = openCall(cloud, {
    from: form.get('From') ?? '',
    to: form.get('To') ?? '',
    status: 'queued',
    answerUrl: form.get('Url'),
    fallbackUrl: form.get('FallbackUrl'),
    statusCallback: form.get('StatusCallback'),
  })
  const events = form.getAll('StatusCallbackEvent')
  const step = (event: string, status: string) => {
    if (call.statusCallback && events.includes(event))
      void tell(cloud.delivery, call.statusCallback, { ...paramsOf(cloud, call), CallStatus: status })
  }
  call.answered = () => step('answered', 'in-progress')
  // After the answer to the request, as a cloud would; what is told is held up by its own delays.
  setTimeout(() => {
    if (call.status !== 'queued') return
    step('initiated', 'initiated')
    call.status = 'ringing'
    step('ringing', 'ringing')
  }, RINGS_AFTER_MS)
  const timeoutS = Number(form.get('Timeout') ?? USUAL_TIMEOUT_S)
  setTimeout(() => {
    if (call.status === 'ringing') endCall(cloud, call, 'no-answer')
  }, timeoutS * cloud.secondMs).unref()
  return call
}
const RINGS_AFTER_MS = 5

export const pickUp = (cloud: Cloud, call: CloudCall): void => {
  if (call.status !== 'ringing' || !call.answerUrl) throw new Error(`${call.sid} does not ring`)
  call.status = 'in-progress'
  call.answered()
  leadCall(cloud, call, call.answerUrl)
}
