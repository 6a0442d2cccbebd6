import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '#server/platform/config.ts'
import { readMediaSettings } from '#server/telephony/web-voice/media/settings.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): string => readFileSync(path.join(repository, file), 'utf8')

type Service = {
  image?: string
  build?: { dockerfile: string }
  command?: string | string[]
  environment?: Record<string, string>
  depends_on?: Record<string, unknown> | string[]
  volumes?: string[]
  healthcheck?: { test: string[] }
  network_mode?: string
  deploy?: { replicas: unknown }
}
type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> }

/** The variables of docs/deploy/env.example, secrets filled in. */
const example = Object.fromEntries(
  read('docs/deploy/env.example')
    .split('\n')
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
    .map(([name, value]) => [name, value || `${name.toLowerCase()}-of-some-length`]),
)

/** Compose's own substitution: ${NAME:-default}, ${NAME:?message}, $$. */
const substitute = (text: string): string =>
  text.replaceAll(
    /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (whole, name: string, kind: string, rest: string) => {
      if (whole === '$$') return '$'
      const value = example[name]
      if (value) return value
      if (kind === '?') throw new Error(`${name} is required and not in env.example`)
      return kind === '-' ? rest : ''
    },
  )

/** In strings only, after parsing, as Compose does. */
const substituteAll = (value: unknown): unknown => {
  if (typeof value === 'string') return substitute(value)
  if (Array.isArray(value)) return value.map(substituteAll)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, substituteAll(inner)]))
}

const raw = parse(read('docker-compose.yml'), { merge: true }) as Compose
const compose = substituteAll(raw) as Compose

/** The schema of the Compose Specification, as kept in tests/fixtures. */
const validate = () => {
  const { $schema: _, ...schema } = JSON.parse(read('tests/fixtures/compose.schema.json')) as Record<
    string,
    unknown
  >
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  return ajv.compile(schema)
}

test('docker-compose.yml is what the compose schema allows, before and after substitution', () => {
  const valid = validate()
  for (const document of [raw, compose]) {
    valid(document)
    expect(valid.errors ?? []).toEqual([])
  }
})

test('the schema refuses what is wrong', () => {
  const valid = validate()
  expect(valid({ services: { server: { imagee: 'perezvon' } } })).toBe(false)
  expect(
    valid({ services: { server: { image: 'perezvon', depends_on: { a: { condition: 'hopeful' } } } } }),
  ).toBe(false)
})

test('it has every part of the hub, and servers can be multiplied', () => {
  expect(Object.keys(compose.services).sort()).toEqual(
    ['media', 'migrate', 'postgres', 'proxy', 'redis', 'server', 'turn', 'worker'].sort(),
  )
  expect(compose.services.postgres?.image).toBe('postgres:18')
  expect(raw.services.server?.deploy?.replicas).toMatch(/SERVERS/)
  expect(compose.services.media?.network_mode).toBe('host')
  const names = Object.keys(compose.services)
  for (const { depends_on: needs = [] } of Object.values(compose.services)) {
    for (const name of Array.isArray(needs) ? needs : Object.keys(needs)) expect(names).toContain(name)
  }
})

test('every program accepts the environment it is given', () => {
  const environment = (name: string) => compose.services[name]?.environment ?? {}
  const server = readConfig(environment('server'))
  expect(server).toMatchObject({
    HOST: '0.0.0.0',
    PORT: 3000,
    TRUST_PROXY: 1,
    PUBLIC_URL: 'https://hub.example.com',
  })
  expect(server.TURN_URLS).toHaveLength(2)
  expect(readConfig(environment('worker')).DATABASE_URL).toBe(server.DATABASE_URL)
  expect(readMediaSettings(environment('media'))).toMatchObject({ host: '0.0.0.0', port: 7000 })
})

test('TURN takes only what the hub vouches for, and relays into no network of the machine’s own', () => {
  const command = compose.services.turn?.command as string[]
  expect(command).toContain('--use-auth-secret')
  expect(
    command.some((word) => /^--(user|lt-cred-mech)/.test(word) && !word.startsWith('--user-quota')),
  ).toBe(false)
  const secret = command.find((word) => word.startsWith('--static-auth-secret='))?.split('=')[1]
  expect(readConfig(compose.services.server?.environment ?? {}).TURN_SECRET).toBe(secret)
  const denied = command.filter((word) => word.startsWith('--denied-peer-ip=')).map((word) => word.slice(17))
  for (const first of ['10.0.0.0', '127.0.0.0', '169.254.0.0', '172.16.0.0', '192.168.0.0', '::1', 'fc00::'])
    expect(
      denied.some((range) => range.split('-')[0] === first),
      first,
    ).toBe(true)
  expect(command.filter((word) => word.startsWith('--allowed-peer-ip='))).toEqual([
    `--allowed-peer-ip=${example.MEDIA_IP}`,
  ])
})

test('every file it names is there, and every program it runs', () => {
  for (const { build, command, volumes = [] } of Object.values(compose.services)) {
    if (build) expect(existsSync(path.join(repository, build.dockerfile))).toBe(true)
    const program = typeof command === 'string' ? /--import tsx (\S+)/.exec(command)?.[1] : undefined
    if (program) expect(existsSync(path.join(repository, program)), program).toBe(true)
    for (const volume of volumes) {
      const [source = ''] = volume.split(':')
      if (source.startsWith('.')) expect(existsSync(path.join(repository, source)), source).toBe(true)
      else expect(Object.keys(compose.volumes)).toContain(source)
    }
  }
})

test('each program is probed where it answers, and the proxy waits for a server that is ready', () => {
  const probeOf = (name: string) => compose.services[name]?.healthcheck?.test.at(-1)
  expect(probeOf('server')).toContain('http://127.0.0.1:3000/readyz')
  expect(probeOf('media')).toContain('http://127.0.0.1:7000/healthz')
  const port = readConfig(compose.services.worker?.environment ?? {}).WORKER_PORT
  expect(probeOf('worker')).toContain(`http://127.0.0.1:${port}/readyz`)
  expect(compose.services.proxy?.depends_on).toEqual({ server: { condition: 'service_healthy' } })
})
