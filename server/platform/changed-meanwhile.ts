/** The answer to an edit of something that has changed since it was read. */
import { conflict, type HubError } from './errors.ts'

/** 409 with the thing as it is now, and which of the sent fields differ from it. */
export const changedMeanwhile = (
  current: Readonly<Record<string, unknown>>,
  sent: Readonly<Record<string, unknown>>,
): HubError => {
  const fields = differingFields(current, sent)
  return conflict('changed_meanwhile', { current, fields })
}

/** Names of the sent fields whose values are not the present ones; the version is not a field. */
export const differingFields = (
  current: Readonly<Record<string, unknown>>,
  sent: Readonly<Record<string, unknown>>,
): string[] =>
  Object.keys(sent).filter(
    (key) => key !== 'version' && sent[key] !== undefined && folded(sent[key]) !== folded(current[key]),
  )

/** Order of keys, and of a list of names, makes no difference. */
const folded = (value: unknown): string => {
  if (Array.isArray(value)) return JSON.stringify(value.map(folded).sort())
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? ''
  const entries = Object.entries(value).map(([key, inner]) => [key, folded(inner)])
  return JSON.stringify(entries.sort(([a], [b]) => (a! < b! ? -1 : 1)))
}
