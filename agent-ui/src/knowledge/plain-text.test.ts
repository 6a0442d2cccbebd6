import { expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

test('headings, items and bold words lose their marks; lines and gaps stay as they are', () => {
  const text = '# Возврат\n\nЧто нужно:\n- акт **в двух** экземплярах\n* звёздочка\n\nСрок 10 дней.'
  expect(plainText(text)).toBe(
    'Возврат\n\nЧто нужно:\n• акт в двух экземплярах\n* звёздочка\n\nСрок 10 дней.',
  )
})
