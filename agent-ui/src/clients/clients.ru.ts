export const clientsRu = {
  found: 'Клиенты',
} as const
