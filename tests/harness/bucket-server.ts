/** A server that speaks as much S3 as the hub does: put, get and delete by path, signed by whom it knows. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Config } from '#server/platform/config.ts'

export type BucketServer = {
  config: Pick<Config, 'S3_URL' | 'S3_BUCKET' | 'S3_KEY_ID' | 'S3_SECRET' | 'S3_REGION'>
  files: Map<string, Buffer>
  /** Answers 503 for so many requests to come. */
  fail(times: number): void
  stop(): Promise<void>
}

const refuse = (response: ServerResponse, status: number, code: string): void => {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}

export const startBucketServer = async (): Promise<BucketServer> => {
  const files = new Map<string, Buffer>()
  let failures = 0
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request)
    if (failures > 0) {
      failures -= 1
      return refuse(response, 503, 'SlowDown')
    }
    const signed = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=test-key/')
    if (!signed) return refuse(response, 403, 'AccessDenied')
    const path = request.url?.split('?')[0] ?? ''
    if (!path.startsWith('/test-bucket/')) return refuse(response, 404, 'NoSuchBucket')
    const file = files.get(path)
    if (request.method === 'PUT') {
      files.set(path, body)
      response.end()
    } else if (request.method === 'DELETE') {
      files.delete(path)
      response.writeHead(204).end()
    } else if (file) response.end(file)
    else refuse(response, 404, 'NoSuchKey')
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    config: {
      S3_URL: `http://127.0.0.1:${port}`,
      S3_BUCKET: 'test-bucket',
      S3_KEY_ID: 'test-key',
      S3_SECRET: 'test-secret',
      S3_REGION: 'us-east-1',
    },
    files,
    fail: (times) => {
      failures = times
    },
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
