import { X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import selfsigned from 'selfsigned'
import { lanAddresses } from './lan.ts'
import { codeOf, Refusal } from './refusal.ts'

/** Files for TLS_CERT and TLS_KEY; `authority` is the one to trust when it is our own. */
export type Certificate = { cert: string; key: string; authority: string | null }

const dayMs = 24 * 60 * 60 * 1000

const given = (env: NodeJS.ProcessEnv): Certificate | null => {
  const { TLS_CERT: cert, TLS_KEY: key } = env
  if (!cert && !key) return null
  if (!cert || !key)
    throw new Refusal('TLS_CERT and TLS_KEY go together: files in PEM form, both or neither.')
  for (const file of [cert, key]) {
    try {
      fs.accessSync(file, fs.constants.R_OK)
    } catch (error) {
      throw new Refusal(`${file} of TLS_CERT or TLS_KEY cannot be read (${codeOf(error)}).`)
    }
  }
  return { cert: path.resolve(cert), key: path.resolve(key), authority: null }
}

const name = (commonName: string): { name: string; value: string }[] => [
  { name: 'commonName', value: commonName },
]

const span = (days: number): { notBeforeDate: Date; notAfterDate: Date } => ({
  notBeforeDate: new Date(Date.now() - dayMs),
  notAfterDate: new Date(Date.now() + days * dayMs),
})

const good = (file: string): X509Certificate | null => {
  try {
    const certificate = new X509Certificate(fs.readFileSync(file))
    return Date.parse(certificate.validTo) - Date.now() > 30 * dayMs ? certificate : null
  } catch {
    return null
  }
}

const makeAuthority = async (cert: string, key: string): Promise<void> => {
  const made = await selfsigned.generate(name(`Perezvon on ${os.hostname()}`), {
    keyType: 'ec',
    algorithm: 'sha256',
    ...span(3650),
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  fs.writeFileSync(key, made.private, { mode: 0o600 })
  fs.writeFileSync(cert, made.cert, { mode: 0o644 })
}

type Names = { dns: string[]; ips: string[] }

const namesOfThisMachine = (): Names => ({
  dns: [...new Set(['localhost', os.hostname(), `${os.hostname()}.local`])],
  ips: ['127.0.0.1', '::1', ...lanAddresses()],
})

const coversAll = (certificate: X509Certificate, { dns, ips }: Names): boolean =>
  dns.every((host) => certificate.checkHost(host)) && ips.every((ip) => certificate.checkIP(ip))

const makeLeaf = async (folder: string, names: Names): Promise<void> => {
  const made = await selfsigned.generate(name('Perezvon'), {
    keyType: 'ec',
    algorithm: 'sha256',
    // Browsers take no certificate that lasts longer.
    ...span(397),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.dns.map((value) => ({ type: 2 as const, value })),
          ...names.ips.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
    ca: {
      key: fs.readFileSync(path.join(folder, 'authority.key'), 'utf8'),
      cert: fs.readFileSync(path.join(folder, 'authority.crt'), 'utf8'),
    },
  })
  fs.writeFileSync(path.join(folder, 'server.key'), made.private, { mode: 0o600 })
  fs.writeFileSync(path.join(folder, 'server.crt'), made.cert, { mode: 0o644 })
}

/**
 * The certificate to serve https with: the given one, or one of a local authority kept in the data folder, which
 * names every address of this machine and is made again when they change or it nears its end.
 */
export const certificateFor = async (dataDir: string, env: NodeJS.ProcessEnv): Promise<Certificate> => {
  const own = given(env)
  if (own) return own
  const folder = path.join(dataDir, 'tls')
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const authority = path.join(folder, 'authority.crt')
  if (!good(authority)) await makeAuthority(authority, path.join(folder, 'authority.key'))
  const cert = path.join(folder, 'server.crt')
  const names = namesOfThisMachine()
  const leaf = good(cert)
  const issuer = new X509Certificate(fs.readFileSync(authority))
  if (!leaf?.verify(issuer.publicKey) || !coversAll(leaf, names)) await makeLeaf(folder, names)
  return { cert, key: path.join(folder, 'server.key'), authority }
}
