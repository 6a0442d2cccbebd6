import net from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { untilAnswers } from './postgres-answers.ts'

/* A server that speaks just enough of PostgreSQL's protocol to refuse as a recovering one does, and then to answer. */

let server: net.Server | undefined
afterEach(() => server?.close())

const message = (type: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
const refusal = (sqlState: string, text: string): Buffer =>
  message('E', Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${text}\0\0`))
const ready = message('Z', Buffer.from('I'))
const welcome = Buffer.concat([message('R', Buffer.alloc(4)), ready])
const oneRow = Buffer.concat([
  message('T', Buffer.concat([Buffer.from([0, 1]), Buffer.from('one\0'), Buffer.alloc(18)])),
  message('D', Buffer.from([0, 1, 0, 0, 0, 1, 0x31])),
  message('C', Buffer.from('SELECT 1\0')),
  ready,
])

/** Refuses the first callers as told, one refusal each, and answers those who come later. */
const postgresThatSays = async (refusals: Buffer[]): Promise<{ url: string; calls: () => number }> => {
  let calls = 0
  server = net.createServer((socket) => {
    const refused = refusals[calls]
    calls += 1
    socket.on('error', () => undefined)
    socket.once('data', () => {
      if (refused) return socket.end(refused)
      socket.write(welcome)
      socket.on('data', (chunk) => {
        if (String.fromCharCode(chunk[0] ?? 0) === 'Q') socket.write(oneRow)
        else socket.end()
      })
    })
  })
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as net.AddressInfo
  return { url: `postgres://perezvon:secret@127.0.0.1:${port}/postgres`, calls: () => calls }
}

const never = new Promise<void>(() => undefined)

test('a server that recovers is waited for, whatever words it says it with', async () => {
  const recovering = [
    refusal('57P03', 'the database system is starting up'),
    refusal('57P03', 'the database system is not yet accepting connections'),
    refusal('57P03', 'the database system is in recovery mode'),
    refusal('57P03', 'система баз данных ещё не принимает подключения'),
  ]
  const { url, calls } = await postgresThatSays(recovering)
  expect(await untilAnswers(url, never)).toBe(true)
  expect(calls()).toBe(recovering.length + 1)
})

test('a refusal that waiting will not mend is thrown at once', async () => {
  const { url, calls } = await postgresThatSays([refusal('28P01', 'password authentication failed')])
  await expect(untilAnswers(url, never)).rejects.toMatchObject({ code: '28P01' })
  expect(calls()).toBe(1)
})

test('nobody waits for a server that has ended', async () => {
  const { url } = await postgresThatSays(Array.from({ length: 1_000 }, () => refusal('57P03', 'starting up')))
  let end = (): void => undefined
  const gone = new Promise<void>((resolve) => {
    end = resolve
  })
  const waiting = untilAnswers(url, gone)
  end()
  expect(await waiting).toBe(false)
})
