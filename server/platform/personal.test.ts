import { expect, test } from 'vitest'
import { withoutPersons } from './personal.ts'

test.each([
  ['550 <a.person@example.test> unknown', '550 <‹e-mail›> unknown'],
  ['no route to +7 (495) 123-45-67 today', 'no route to ‹phone› today'],
  ['sms to 79161234567', 'sms to ‹phone›'],
  ['invalid input syntax for type uuid: "Сталь-Сервис"', 'invalid input syntax for type uuid: "…"'],
  ['Key (email)=(a@b.test) already exists.', 'Key (email)=(…) already exists.'],
])('%s', (text, masked) => expect(withoutPersons(text)).toBe(masked))

test.each([
  'call 0199f3a2-7c41-7d0e-9b1c-2f6a4d5e8c01 is over',
  'connect ECONNREFUSED 127.0.0.1:5432',
  '2026-11-27T19:20:31.123Z lease of 1700 ms',
  'relation "calls" does not exist',
])('ids, times and places stay: %s', (text) => expect(withoutPersons(text)).toBe(text))
