/** What a line is told depends on where its call stands, and on nothing else. */
import { expect, test } from 'vitest'
import { firstFlow } from '#shared/telephony/flow.contract.ts'
import { documentOf, holdDocument, type Standing, waitingDocument } from './document.ts'
import { spokenOf } from './sounds.ts'
import { urlsOf } from './urls.ts'

const urls = urlsOf('https://hub.example.test')
const callId = '00000000-0000-7000-8000-000000000001'
const standing = (change: Partial<Standing> = {}): Standing => ({
  callId,
  ended: false,
  language: 'ru',
  turn: 3,
  saying: ['greeting'],
  after: undefined,
  step: firstFlow.steps.greeting,
  part: 'menu',
  ...change,
})
const document = (change: Partial<Standing>) => documentOf(standing(change), urls, 2)

test('a menu: its prompts inside a Gather that tells silence too, fenced by turn and sending', () => {
  const twiml = document({
    step: firstFlow.steps.topic,
    saying: ['wrong-digit', 'topic-menu'],
    language: 'en',
  })
  expect(twiml).toContain('<Gather input="dtmf" numDigits="1" timeout="5" actionOnEmptyResult="true"')
  expect(twiml).toContain(
    `action="https://hub.example.test/twilio/calls/${callId}/gathered?hop=2&amp;turn=3"`,
  )
  expect(twiml).toContain('<Play>https://hub.example.test/twilio/sounds/en/wrong-digit.wav</Play>')
})

test('the queue: music and the place come from the wait document, which tells what was heard', () => {
  const waiting = { part: 'music', after: 'wait', step: undefined, saying: ['place-1'] } as const
  expect(document({ ...waiting, saying: ['place-1'] })).toContain(
    `<Enqueue waitUrl="https://hub.example.test/twilio/calls/${callId}/wait"`,
  )
  const spoken = waitingDocument(standing({ ...waiting, saying: ['place-1'] }), urls)
  expect(spoken).toContain('sounds/ru/place-1.wav')
  expect(spoken).toContain('wait?said=3</Redirect>')
  expect(waitingDocument(standing({ ...waiting, saying: [] }), urls)).toContain('sounds/loops/music.wav')
})

test('a talk, on hold or not: the room of the call, named by its id alone', () => {
  for (const part of ['talk', 'hold', 'consult'] as const) {
    const twiml = document({ part, step: undefined, saying: [] })
    expect(twiml).toContain(`>${callId}</Conference>`)
    expect(twiml).toContain('startConferenceOnEnter="false" endConferenceOnExit="false"')
  }
})

test('nobody can come: that is said to its end, also to who waited; then it is told that it was', () => {
  for (const part of ['menu', 'music'] as const) {
    const twiml = document({ part, after: 'end', step: undefined, saying: ['nobody-here'] })
    expect(twiml).toContain('sounds/ru/nobody-here.wav')
    expect(twiml).toContain('/said?hop=2&amp;turn=3</Redirect>')
    expect(twiml).not.toContain('<Enqueue')
  }
})

test('what is over is hung up', () => expect(document({ ended: true })).toContain('<Hangup/>'))

test('who waits for a partner that lost the line is told so', () => {
  expect(holdDocument('reconnecting', 'en', urls)).toContain('sounds/en/partner-reconnecting.wav')
  expect(holdDocument('hold', 'en', urls)).not.toContain('partner-reconnecting')
})

test('without a sound the words are read aloud in their language', () => {
  const none: ReadonlySet<string> = new Set()
  expect(spokenOf('greeting', 'en', none)).toMatchObject({ kind: 'text', language: 'en' })
  expect(spokenOf('ru/language-menu', 'en', none)).toMatchObject({ kind: 'text', language: 'ru' })
  expect(spokenOf('no-such-prompt', 'en', none)).toBeNull()
})
