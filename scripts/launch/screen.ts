import type { Certificate } from './certificate.ts'
import { lanAddresses } from './lan.ts'
import type { Options } from './options.ts'
import type { SignIn } from './prepare.contract.ts'

export type ScreenFacts = {
  options: Options
  signIns: SignIn[]
  firstAdminCode: string | null
  certificate: Certificate | null
  tookMs: number
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address)

/** Every address the hub can be opened by, the most usual first. */
export const addressesOf = ({ host, port, https }: Pick<Options, 'host' | 'port' | 'https'>): string[] => {
  const everywhere = host === '0.0.0.0' || host === '::'
  const hosts = everywhere
    ? ['localhost', ...lanAddresses().filter((ip) => host === '::' || !ip.includes(':'))]
    : [host]
  return hosts.map((name) => `${https ? 'https' : 'http'}://${bracketed(name)}:${port}`)
}

const signInLines = (signIns: SignIn[]): string[] => {
  const roleWidth = Math.max(...signIns.map(({ role }) => role.length))
  const emailWidth = Math.max(...signIns.map(({ email }) => email.length))
  return signIns.map(
    ({ role, email, password }) =>
      `    ${role.padEnd(roleWidth)}  ${email.padEnd(emailWidth)}  ${password || '(as its owner set it)'}`,
  )
}

const secureLines = ({ options, certificate }: ScreenFacts): string[] => {
  if (certificate?.authority) {
    return [
      '',
      `  Trust      ${certificate.authority}`,
      '             Add this file to the trusted authorities of each machine or browser once; until then they warn.',
    ]
  }
  if (options.local || options.https) return []
  return [
    '',
    '  Browsers give the microphone only to secure pages: from other machines start with "npm start -- --https".',
  ]
}

/** The one screen that says all a person needs now. */
export const screen = (facts: ScreenFacts): string => {
  const { options, signIns, firstAdminCode } = facts
  const [first, ...others] = addressesOf(options)
  return [
    '',
    `  Perezvon is ready (${(facts.tookMs / 1000).toFixed(1)} s).`,
    '',
    `  Desk       ${first}`,
    `  Clients    ${first}/call`,
    ...others.map((address) => `             ${address}`),
    ...(firstAdminCode
      ? ['', `  No user yet: open ${first}/first-administrator and enter the one-time code ${firstAdminCode}`]
      : []),
    ...(signIns.length > 0 ? ['', '  Sign in', ...signInLines(signIns)] : []),
    ...secureLines(facts),
    '',
    `  Data       ${options.dataDir}`,
    '  Stop       Ctrl-C',
    '',
  ].join('\n')
}
