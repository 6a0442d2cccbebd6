import os from 'node:os'

/** Addresses by which other machines of the local network reach this one (IPv4, and IPv6 that is not link-local). */
export const lanAddresses = (): string[] =>
  Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .map(({ address }) => address)
    .sort()
