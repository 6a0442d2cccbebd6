/** The stand-in for the cloud, a process of its own: its REST side and, under `/control`, the strings that a test pulls. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCloud } from './cloud.ts'
import { obey, show, type Wish } from './control.ts'
import { answerRest } from './rest.ts'

const cloud = createCloud()

const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

const authOf = (header: string | undefined): string =>
  Buffer.from(header?.replace(/^Basic /, '') ?? '', 'base64').toString()

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://cloud')
  const json = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  const serve = async () => {
    const body = await read(request)
    if (url.pathname === '/control') {
      if (request.method === 'GET') return json(200, show(cloud))
      try {
        return json(200, obey(cloud, JSON.parse(body) as Wish))
      } catch (error) {
        return json(409, { error: (error as Error).message })
      }
    }
    const answer = await answerRest(cloud, {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      form: new URLSearchParams(body),
      auth: authOf(request.headers.authorization),
    })
    if (answer.drop) return void request.socket.destroy()
    if (!answer.wav) return json(answer.status, answer.json)
    response.writeHead(200, { 'content-type': 'audio/x-wav' })
    response.end(answer.wav)
  }
  serve().catch((error: unknown) => json(500, { error: String(error) }))
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('disconnect', () => process.exit(0))
