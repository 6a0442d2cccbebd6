/** Which of our roles a provider's claim gives. */

type Mapping = { value: string; role: string }

/** The claim may be one text, a list, or texts parted by blanks or commas; what is not mapped gives nothing. */
export const claimedRoles = (claim: unknown, map: readonly Mapping[]): string[] => {
  const values = (Array.isArray(claim) ? claim : [claim]).filter(
    (one): one is string => typeof one === 'string',
  )
  const said = new Set([...values, ...values.flatMap((one) => one.split(/[\s,]+/))])
  return [...new Set(map.filter(({ value }) => said.has(value)).map(({ role }) => role))].sort()
}

/** `realm_access.roles` leads inside; a claim whose own name has dots comes first. */
export const claimAt = (claims: Readonly<Record<string, unknown>>, path: string): unknown => {
  if (path in claims) return claims[path]
  return path
    .split('.')
    .reduce<unknown>(
      (inside, name) =>
        inside !== null && typeof inside === 'object' ? (inside as Record<string, unknown>)[name] : undefined,
      claims,
    )
}
