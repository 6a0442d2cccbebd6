import { expect, test } from 'vitest'
import { zoneName, zoneText } from './zone-name.ts'

const winter = Date.parse('2026-03-01T12:00:05Z')
const summer = Date.parse('2026-07-01T12:00:05Z')

test('zones by the names people give them', () => {
  expect(zoneText('Europe/Moscow', 'en', winter)).toBe('Moscow Standard Time (GMT+3)')
  expect(zoneText('Asia/Shanghai', 'ru', winter)).toBe('Китай, стандартное время (GMT+8)')
  expect(zoneText('Europe/Berlin', 'en', winter)).toBe('Central European Standard Time (GMT+1)')
  expect(zoneText('Europe/Berlin', 'en', summer)).toBe('Central European Summer Time (GMT+2)')
  expect(zoneText('UTC', 'ru', winter)).toBe('UTC')
  expect(zoneName('Asia/Shanghai', 'ru')).toBe('Китай, стандартное время')
  expect(zoneName('Europe/Berlin', 'en')).toBe('Central European Time')
  expect(zoneName('UTC', 'en')).toBe('UTC')
})
