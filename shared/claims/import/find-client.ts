/** Whose claim a row is: the client with its tax number, else with its phone or e-mail, else of its name. Pure. */

export type AskedClient = {
  name: string | null
  /** As the search keeps names. */
  sound: string
  taxNumber: string | null
  /** E.164, and in lower case. */
  phone: string | null
  email: string | null
}
export type KnownClient = {
  id: string
  sound: string
  taxNumber: string | null
  /** `kind:value`. */
  addresses: readonly string[]
}

/** Null: nobody; `several`: more than one fits equally well, and it is not the program that chooses. */
export const findClient = <C extends KnownClient>(
  asked: AskedClient,
  clients: readonly C[],
): C | null | 'several' => {
  // One of another tax number is another, whatever else they share.
  const theirs = clients.filter(
    ({ taxNumber }) => asked.taxNumber === null || taxNumber === null || taxNumber === asked.taxNumber,
  )
  const marks: ((client: C) => boolean)[] = [
    ({ taxNumber }) => asked.taxNumber !== null && taxNumber === asked.taxNumber,
    ({ addresses }) => asked.phone !== null && addresses.includes(`phone:${asked.phone}`),
    ({ addresses }) => asked.email !== null && addresses.includes(`email:${asked.email}`),
    ({ sound }) => asked.sound !== '' && sound === asked.sound,
  ]
  let left: C[] | null = null
  for (const bears of marks) {
    // What the first mark leaves open the next ones may tell apart.
    const bearing: C[] = (left ?? theirs).filter(bears)
    if (bearing.length === 1) return bearing[0]!
    if (bearing.length > 1) left = bearing
  }
  return left === null ? null : 'several'
}
