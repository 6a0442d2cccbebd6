/** Addresses other than phones as they are kept, of the spellings people copy from anywhere. Pure. */
import type { AddressKind } from './address.contract.ts'

/** Kinds whose address is a number: read as phones are. */
export const numbered: readonly AddressKind[] = ['phone', 'whatsapp', 'viber']

const HANDLES: Partial<Record<AddressKind, { hosts: RegExp; form: RegExp }>> = {
  telegram: { hosts: /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.me\//i, form: /^[a-z][a-z0-9_]{3,31}$/ },
  vk: { hosts: /^(?:https?:\/\/)?(?:m\.|www\.)?vk\.(?:com|ru)\//i, form: /^[a-z0-9_.]{2,32}$/ },
  wechat: { hosts: /^weixin:\/\//i, form: /^[a-z][a-z0-9_-]{5,19}$/ },
}

/** "@Name", "t.me/Name" and "name" are one; null when it is no name of that messenger. */
export const readHandle = (kind: AddressKind, typed: string): string | null => {
  const rule = HANDLES[kind]
  if (!rule) return null
  const name = typed
    .trim()
    .replace(rule.hosts, '')
    .replace(/^@/, '')
    .replace(/[/?].*$/, '')
    .toLowerCase()
  return rule.form.test(name) ? name : null
}

/** A number out of a messenger's link, for the numbered kinds; the text itself when it is no link. */
export const numberInLink = (typed: string): string =>
  /(?:wa\.me\/|whatsapp:\/\/send\?phone=|viber:\/\/chat\?number=)(?:%2B|\+)?(\d+)/i
    .exec(typed)
    ?.slice(1)
    .map((digits) => `+${digits}`)[0] ?? typed

/** An address of a site with its scheme; the host as it is typed, in small letters. Null when it is none. */
export const readSite = (typed: string): string | null => {
  const text = typed.trim()
  const parts = /^(?:(https?):\/\/)?([^\s/?#:@]+)(:\d{1,5})?(\/[^\s]*)?$/iu.exec(text)
  if (!parts) return null
  const [, scheme = 'https', host = '', port = '', path = ''] = parts
  if (!/^[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.[\p{L}][\p{L}\d-]+$/u.test(host)) return null
  const site = `${scheme.toLowerCase()}://${host.toLowerCase()}${port}${path.replace(/\/$/, '')}`
  return URL.canParse(site) ? site : null
}
