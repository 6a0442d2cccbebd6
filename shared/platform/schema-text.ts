/** A JSON schema as a person reads it: `{ name: string 1…200, roles: string[], active?: boolean }`, a field a line. */
import type { Schema } from './openapi.ts'

const DEEPEST = 8

export const schemaText = (schema: Schema, indent = 0): string => {
  if (indent > DEEPEST) return '…'
  // What holds itself may be anything that JSON can say.
  if (typeof schema.$ref === 'string') return 'json'
  const choices = schema.anyOf ?? schema.oneOf
  if (Array.isArray(choices)) return [...new Set(choices.map((one) => schemaText(one, indent)))].join(' | ')
  if (Array.isArray(schema.allOf)) return schema.allOf.map((one) => schemaText(one, indent)).join(' & ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (schema.type === 'array') return listText(schema, indent)
  if (schema.type === 'object') return objectText(schema, indent)
  const types = [schema.type ?? 'any'].flat().map((one) => (one === 'string' ? (schema.format ?? one) : one))
  return types.map((one) => (one === 'null' ? one : `${one}${limits(schema)}`)).join(' | ')
}

const listText = ({ items, minItems, maxItems }: Schema, indent: number): string => {
  const inner = schemaText((items ?? {}) as Schema, indent)
  return `${inner.includes(' | ') && !inner.startsWith('{') ? `(${inner})` : inner}[]${span(minItems, maxItems)}`
}

const objectText = (schema: Schema, indent: number): string => {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const required = (schema.required ?? []) as string[]
  const pad = '  '.repeat(indent + 1)
  const lines = properties.map(
    ([name, one]) => `${pad}${name}${required.includes(name) ? '' : '?'}: ${schemaText(one, indent + 1)}`,
  )
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') {
    lines.push(`${pad}[…]: ${schemaText(schema.additionalProperties as Schema, indent + 1)}`)
  }
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${'  '.repeat(indent)}}`
}

const limits = (schema: Schema): string => {
  if ([schema.type].flat().includes('string')) return span(schema.minLength, schema.maxLength)
  const most = schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : schema.maximum
  const least = schema.minimum === Number.MIN_SAFE_INTEGER ? undefined : schema.minimum
  if (schema.exclusiveMinimum !== undefined)
    return ` > ${schema.exclusiveMinimum}${most === undefined ? '' : ` ≤ ${most}`}`
  return span(least, most)
}

const span = (least: unknown, most: unknown): string => {
  if (least === undefined && most === undefined) return ''
  if (least === most) return ` ${least}`
  return ` ${least ?? ''}…${most ?? ''}`
}
