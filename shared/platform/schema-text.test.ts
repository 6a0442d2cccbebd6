import { expect, test } from 'vitest'
import { z } from 'zod'
import { schemaOf } from './openapi.ts'
import { schemaText } from './schema-text.ts'

const text = (schema: z.ZodType) => schemaText(schemaOf(schema, 'input'))

test.each([
  [z.string().min(1).max(200), 'string 1…200'],
  [z.uuid(), 'uuid'],
  [z.number().int().positive(), 'integer > 0'],
  [z.number().int().min(1).max(365), 'integer 1…365'],
  [z.enum(['ru', 'en']).nullable(), '"ru" | "en" | null'],
  [z.array(z.enum(['a', 'b'])).max(3), '("a" | "b")[] …3'],
  [z.array(z.string()).length(10), 'string[] 10'],
  [z.unknown(), 'any'],
  [z.string().max(9).nullable(), 'string …9 | null'],
  [z.record(z.string(), z.json()), '{\n  […]: json\n}'],
  [z.strictObject({}), '{}'],
  [z.strictObject({ a: z.boolean().optional() }), '{\n  a?: boolean\n}'],
  [z.record(z.string(), z.number()), '{\n  […]: number\n}'],
  [z.array(z.strictObject({ a: z.string().nullable() })), '{\n  a: string | null\n}[]'],
])('%#: %s', (schema, said) => expect(text(schema)).toBe(said))
