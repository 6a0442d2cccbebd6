/** Somebody who brings in files of clients over HTTP, step by step, in a hub with a worker. */
import { expect } from 'vitest'
import type { ClientImport, ImportMapping, ImportRow } from '#shared/clients/import/import.contract.ts'
import { CSRF_HEADER } from '#shared/identity/session.contract.ts'
import { eventually, type Hub } from './hub.ts'
import type { Visitor } from './visitor.ts'

type Defaults = ImportMapping['defaults']

export const importPath = (id: string, deed = '') => `/api/client-imports/${id}${deed}`

export const importingAs = (hub: Hub, who: Visitor) => {
  const defaults = (more: Partial<Defaults> = {}): Defaults => ({
    ...{ marketId: hub.company.markets.ru, kind: 'company', language: 'ru', country: null, region: null },
    ...{ industry: null, source: null, managerId: null },
    ...more,
  })
  const reached = (id: string, state: ClientImport['state']): Promise<ClientImport> =>
    eventually(async () => {
      // The worker would come by itself within a second.
      await hub.worker!.sweeper.runNow('client-imports')
      const { body } = await who.get(importPath(id))
      expect(body).toMatchObject({ state })
      return body
    }, 20_000)
  return {
    defaults,
    upload: (bytes: Uint8Array<ArrayBuffer> | string, name = 'clients.csv') =>
      sendFile(hub, who, { path: '/api/client-imports', bytes, name }),
    /** Mapped as it was guessed, and checked to its end. */
    checked: async ({ columns, id }: ClientImport, more: Partial<Defaults> = {}): Promise<ClientImport> => {
      const mapped = await who.put(importPath(id, '/mapping'), { columns, defaults: defaults(more) })
      expect(mapped.body).toMatchObject({ state: 'mapped' })
      expect((await who.post(importPath(id, '/check'))).body).toMatchObject({ state: 'checking' })
      return reached(id, 'checked')
    },
    applied: async (id: string, wish = { onKnown: 'fill', onSuspect: 'skip' }): Promise<ClientImport> => {
      expect((await who.post(importPath(id, '/apply'), wish)).status).toBe(200)
      return reached(id, 'applied')
    },
    undone: async (id: string): Promise<ClientImport> => {
      expect((await who.post(importPath(id, '/undo'))).status).toBe(200)
      return reached(id, 'undone')
    },
    rowsOf: async (id: string, of: string): Promise<ImportRow[]> =>
      (await who.get(importPath(id, `/rows?of=${of}`))).body.rows,
  }
}

/** The file itself is the body, as a browser sends it. */
export const sendFile = async (
  hub: Hub,
  who: Visitor,
  { path, bytes, name }: { path: string; bytes: Uint8Array<ArrayBuffer> | string; name: string },
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
): Promise<{ status: number; body: any }> => {
  const response = await fetch(`${hub.url}${path}?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      cookie: who.cookieHeader(),
      origin: hub.url,
      [CSRF_HEADER]: who.csrf!,
    },
    body: bytes,
  })
  return { status: response.status, body: await response.json() }
}

/** Windows-1251 of what ASCII and Russian letters say. */
export const inWindows1251 = (text: string): Uint8Array<ArrayBuffer> => {
  const letterOf = (code: number) => new TextDecoder('windows-1251').decode(Uint8Array.of(code))
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [letterOf(code), code]))
  return Uint8Array.from([...text], (letter) => codes.get(letter)!)
}
