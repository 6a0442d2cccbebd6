import { expect, test } from 'vitest'
import { isAutomatic, newWords, numberIn } from './automatic.ts'

const written = (headers: Record<string, string>, from: string | null = 'anna@client.test') =>
  isAutomatic((name) => headers[name], from)

test.each([
  [{ 'auto-submitted': 'auto-replied' }],
  [{ 'auto-submitted': 'auto-generated; x=1' }],
  [{ 'x-autoreply': 'yes' }],
  [{ precedence: 'bulk' }],
  [{ 'list-id': '<news.client.test>' }],
  [{ 'return-path': '< >' }],
  [{ 'content-type': 'multipart/report; report-type=delivery-status' }],
])('a program wrote %j', (headers) => {
  expect(written(headers as Record<string, string>)).toBe(true)
})

test('a person wrote, and nobody in particular did not', () => {
  expect(
    written({ 'auto-submitted': 'no', 'return-path': '<anna@client.test>', precedence: 'first-class' }),
  ).toBe(false)
  expect(written({}, 'MAILER-DAEMON@mail.test')).toBe(true)
  expect(written({}, null)).toBe(true)
})

test.each([
  ['Re: [RU-2026-000012] мы вам написали', 'RU-2026-000012'],
  ['FW: [export-2026-1000000]', 'EXPORT-2026-1000000'],
  ['Re: Ответ на претензию (OUT-RU-2026-000007)', 'OUT-RU-2026-000007'],
  ['Счёт (RU-2026-000012)', null],
  ['RU-2026-000012 without brackets', null],
  ['[SPAM] hello', null],
])('the number in %j is %s', (subject, number) => {
  expect(numberIn(subject)).toBe(number)
})

test.each([
  ['Спасибо\r\n\r\n> старое\r\n> ещё', 'Спасибо'],
  ['Yes.\n\nOn Mon, 1 Jan 2026 at 10:00, Hub <hub@x.test> wrote:\n> old', 'Yes.'],
  ['Да\n\n12.03.2026, 10:00 Перезвон <a@b.test> пишет:\nстарое', 'Да'],
  ['> only a quote', '> only a quote'],
])('of %j what is new is %j', (text, own) => {
  expect(newWords(text)).toBe(own)
})
