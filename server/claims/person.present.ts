/** A user as whatever stands on a claim names them. */
export const personOf = (id: string | null, name: string | null): { id: string; name: string } | null =>
  id ? { id, name: name ?? '' } : null
