/** Turns a schema's complaints into one message code a field; the screen has the words. */
import type { z } from 'zod'
import { invalid } from './errors.ts'

/** What the schema makes of the input. Throws `invalid` (422) naming each field; `facts` go with it. */
export const readInput = <T>(schema: z.ZodType<T>, input: unknown, facts?: Record<string, unknown>): T => {
  const result = schema.safeParse(input)
  if (!result.success) throw invalid(fieldsOf(result.error), facts)
  const unkept = unkeepable(result.data)
  if (Object.keys(unkept).length > 0) throw invalid(unkept, facts)
  return result.data
}

/**
 * `{ 'phones.0': 'invalid_phone', name: 'too_small:1' }`. A code may carry its limit after a colon.
 * The message of a custom refinement, or of a pattern, is taken as the code.
 */
export const fieldsOf = (error: z.ZodError): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[[...issue.path, key].join('.')] ??= 'unknown_field'
      continue
    }
    fields[issue.path.join('.')] ??= codeOf(issue)
  }
  return fields
}

const CODE = /^[a-z]+(_[a-z]+)+$/
const codeOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'too_small':
      return issue.minimum === 1 && issue.origin === 'string' ? 'required' : `too_small:${issue.minimum}`
    case 'too_big':
      return `too_big:${issue.maximum}`
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'invalid_type'
    case 'invalid_format':
      // A pattern's own words, where it has any, say more than that there is one.
      return issue.format === 'regex' && CODE.test(issue.message) ? issue.message : `invalid_${issue.format}`
    case 'custom':
      return issue.message
    default:
      return issue.code
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u

/** Texts that PostgreSQL cannot keep, by path: a NUL, or one half of a pair of surrogates. */
const unkeepable = (
  value: unknown,
  path: string[] = [],
  found: Record<string, string> = {},
): Record<string, string> => {
  if (typeof value === 'string') {
    if (value.includes('\0') || LONE_SURROGATE.test(value)) found[path.join('.')] = 'bad_text'
  } else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    for (const [key, one] of Object.entries(value)) unkeepable(one, [...path, key], found)
  }
  return found
}
