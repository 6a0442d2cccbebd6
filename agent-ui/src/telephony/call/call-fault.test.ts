import { expect, test } from 'vitest'
import { ApiFailure, localFailure } from '../../platform/failure.ts'
import { callFault } from './call-fault.ts'

const refused = (code: string, fields = {}) => new ApiFailure({ code, status: 422, fields })

test.each([
  [refused('invalid', { phone: 'invalid_phone' }), 'phone'],
  [refused('invalid', { phone: 'too_long' }), 'phone'],
  [refused('invalid', { link: 'link_expired' }), 'link'],
  [refused('invalid', { flow: 'too_long' }), 'other'],
  [refused('too_many'), 'limit'],
  [localFailure('timeout'), 'offline'],
  [new Error('a fault of the page'), 'other'],
])('%s is told as %s', (thrown, told) => expect(callFault(thrown)).toBe(told))
