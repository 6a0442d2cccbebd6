/** How each kind of address looks, and where a press on it leads. */
import type { Address, AddressKind } from '#shared/clients/address.contract.ts'
import { formatsFor } from '../platform/format.ts'

export const addressIcons: Record<AddressKind, string> = {
  phone: 'i-lucide-phone',
  email: 'i-lucide-mail',
  site: 'i-lucide-globe',
  telegram: 'i-lucide-send',
  whatsapp: 'i-lucide-message-circle',
  viber: 'i-lucide-message-square',
  vk: 'i-lucide-at-sign',
  wechat: 'i-lucide-messages-square',
}

const phone = formatsFor('ru').phone
/** As a person reads it. */
export const addressText = ({ kind, value }: Pick<Address, 'kind' | 'value'>): string => {
  if (kind === 'phone' || kind === 'whatsapp' || kind === 'viber') return phone(value)
  if (kind === 'telegram') return `@${value}`
  return kind === 'site' ? value.replace(/^https?:\/\//, '') : value
}

/** Undefined where there is nothing to open: calls are made by the hub itself. */
export const addressLink = ({ kind, value }: Pick<Address, 'kind' | 'value'>): string | undefined => {
  switch (kind) {
    case 'email':
      return `mailto:${value}`
    case 'site':
      return value
    case 'telegram':
      return `https://t.me/${value}`
    case 'whatsapp':
      return `https://wa.me/${value.replace('+', '')}`
    case 'vk':
      return `https://vk.com/${value}`
    default:
      return undefined
  }
}
