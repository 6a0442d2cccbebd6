/** What goes into the log: ids and codes stay, persons are masked wherever they hide. */
import { expect, test } from 'vitest'
import { createLog } from './log.ts'
import { ofCall, traced, untraced } from './trace.ts'

const logged = (say: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> => {
  const lines: string[] = []
  say(createLog('test', 'trace', { write: (line) => void lines.push(line) }))
  return JSON.parse(lines.join('')) as Record<string, unknown>
}

test('of an error its known parts, masked; of what it carries besides nothing', () => {
  const cause = new Error('550 <petr@volga.test> is unknown')
  const error = Object.assign(new Error('Key (email)=(petr@volga.test) already exists.', { cause }), {
    ...{
      code: '23505',
      table: 'users',
      detail: 'Key (email)=(petr@volga.test)',
      rejected: ['petr@volga.test'],
    },
  })
  const line = logged((log) => log.error({ err: error, effect: 'mail:1' }, 'effect failed'))
  expect(JSON.stringify(line)).not.toContain('volga')
  expect(line).toMatchObject({
    effect: 'mail:1',
    err: {
      ...{ type: 'Error', code: '23505', table: 'users', message: 'Key (email)=(…) already exists.' },
      cause: { message: '550 <‹e-mail›> is unknown' },
    },
  })
})

test('an audit entry that could not be kept: who and what by their ids, not from where', () => {
  const entry = { at: 1_795_808_604_002, actorId: null, action: 'sign-in', address: '192.0.2.1' }
  const data = { email: 'petr@volga.test', times: [1_795_808_604_002, '+78129998877'] }
  const line = logged((log) => log.error({ audit: { ...entry, data } }, 'audit is full'))
  expect(line.audit).toEqual({
    ...{ at: entry.at, actorId: null, action: 'sign-in' },
    data: { email: '‹e-mail›', times: [entry.at, '‹phone›'] },
  })
})

test('a line bears the request and the call it belongs to, and what goes on by itself bears none', () => {
  const say = () => logged((log) => log.info('x'))
  expect(traced({ requestId: 'r' }, () => ofCall('c', say))).toMatchObject({ requestId: 'r', callId: 'c' })
  expect(traced({ requestId: 'r' }, () => untraced(say))).not.toHaveProperty('requestId')
  expect(say()).not.toHaveProperty('requestId')
})
