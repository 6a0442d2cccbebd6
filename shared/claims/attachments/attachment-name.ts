/** A name that somebody gave a file, made safe to be read, saved under and sent: it never becomes a path of ours. Pure. */
import { attachmentKinds } from './attachment-kinds.ts'

const LONGEST = 120
/** Devices of Windows: a file cannot be saved under their names. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
/** What turns the direction of reading about, joins or is not seen: `fdp.exe` must not be read as `exe.pdf`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu
const NOT_IN_NAMES = /[/\\:*?"<>|]/g

/**
 * @param kind by content; the name ends as that kind does, whatever its giver wrote
 * @returns at most 120 characters, on one line, without a path in it
 */
export const safeName = (given: string, kind: string): string => {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .normalize('NFC')
    .replaceAll(UNSEEN, '')
    .replaceAll(NOT_IN_NAMES, '_')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  const named = DEVICE.test(clean) ? `_${clean}` : clean
  const [usual, ...others] = attachmentKinds[kind]?.extensions ?? ['bin']
  const given_ = /\.([^.]+)$/.exec(named)?.[1]?.toLowerCase()
  const fits = given_ !== undefined && [usual, ...others].includes(given_)
  const end = fits ? `.${given_}` : `.${usual}`
  const stem = fits ? named.slice(0, -end.length) : named
  const short = [...stem].slice(0, LONGEST - end.length).join('')
  return `${short.replaceAll(/[. ]+$/g, '') || 'file'}${end}`
}

/** The header that a file goes out with: the name in ASCII for old programs, and whole. */
export const dispositionOf = (how: 'inline' | 'attachment', name: string): string => {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${ascii}"; filename*=UTF-8''${whole}`
}
