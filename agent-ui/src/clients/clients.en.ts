import type { TranslationOf } from '../platform/i18n.ts'
import type { clientsRu } from './clients.ru.ts'

export const clientsEn: TranslationOf<typeof clientsRu> = {
  found: 'Clients',
}
