/** A file of the storage on its way to a reader, under headers that let it do nothing but be read. */
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { SENT } from './http.ts'

type Sent = { file: Readable; kind: string; bytes: number | null; disposition: string }

export const sendStream = async (
  response: Response,
  { file, kind, bytes, disposition }: Sent,
): Promise<typeof SENT> => {
  response.setHeader('content-type', kind)
  if (bytes !== null) response.setHeader('content-length', String(bytes))
  response.setHeader('content-disposition', disposition)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('cache-control', 'private, no-store')
  // Who does not wait for all of it is no fault.
  await pipeline(file, response).catch((error: unknown) => {
    if (!response.headersSent) throw error
  })
  return SENT
}
