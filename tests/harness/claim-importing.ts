/** Somebody who brings in files of claims over HTTP, step by step; the rounds of the worker are carried out here. */
import { expect } from 'vitest'
import { carryClaimImports } from '#server/claims/index.ts'
import type { ClaimImport } from '#shared/claims/import/claim-import.contract.ts'
import { runningStates } from '#shared/imports/import.state.ts'
import type { Hub } from './hub.ts'
import { sendFile } from './importing.ts'
import type { Visitor } from './visitor.ts'

type Bytes = Uint8Array<ArrayBuffer> | string

export const claimImportPath = (id: string, deed = '') => `/api/claim-imports/${id}${deed}`

/** So many claims of the company's own client, numbered `А-0` and on. */
export const sheetOf = (count: number, letter: string): string =>
  ['Номер;Получена;Клиент;Вид претензии;Суть']
    .concat(
      Array.from(
        { length: count },
        (_, at) => `${letter}-${at};01.06.2026;Сталь-Сервис;quality;Строка ${at}`,
      ),
    )
    .join('\n')

/** @param who as they are signed in by then */
export const claimImporting = (hub: Hub, who: () => Visitor) => {
  const path = claimImportPath
  const carry = () => carryClaimImports(hub.platform)
  const read = async (id: string): Promise<ClaimImport> => (await who().get(path(id))).body
  const send = (bytes: Bytes, by = who()) =>
    sendFile(hub, by, { path: '/api/claim-imports', bytes, name: 'претензии.csv' })
  const reached = async (id: string, state: ClaimImport['state']): Promise<ClaimImport> => {
    // A round leaves the rest to the next.
    let now: ClaimImport
    do {
      await carry()
      now = await read(id)
    } while (runningStates.some((running) => running === now.state))
    expect(now).toMatchObject({ state })
    return now
  }
  const defaults = {
    ...{ marketId: hub.company.markets.ru, clientKind: 'company', language: 'ru', categoryId: null },
    ...{ severity: 'normal', currency: 'RUB', handlerId: null, closingGround: null, dateOrder: 'dmy' },
  }
  return {
    carry,
    read,
    send,
    check: async (bytes: Bytes): Promise<ClaimImport> => {
      const { status, body } = await send(bytes)
      expect(status, JSON.stringify(body)).toBe(200)
      const { columns, id } = body
      expect((await who().put(path(id, '/mapping'), { columns, defaults })).error).toBeUndefined()
      await who().post(path(id, '/check'))
      return reached(id, 'checked')
    },
    apply: async (id: string, onStranger = 'create'): Promise<ClaimImport> => {
      expect((await who().post(path(id, '/apply'), { onStranger })).status).toBe(200)
      return reached(id, 'applied')
    },
    undo: async (id: string): Promise<ClaimImport> => {
      expect((await who().post(path(id, '/undo'))).status).toBe(200)
      return reached(id, 'undone')
    },
  }
}
