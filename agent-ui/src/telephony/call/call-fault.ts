/** Why no call came about, as the name of its words for the caller. */
import { asFailure } from '../../platform/failure.ts'

const FAULTS: Record<string, string> = {
  too_many: 'limit',
  no_media: 'noMedia',
  offline: 'offline',
  timeout: 'offline',
}

/** `phone`: what was typed is no phone, to be said at the field. */
export const callFault = (thrown: unknown): string => {
  const { code, fields } = asFailure(thrown)
  if (code !== 'invalid') return FAULTS[code] ?? 'other'
  if (fields.phone) return 'phone'
  return fields.link ? 'link' : 'other'
}
