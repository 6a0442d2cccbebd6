/** One file over clamd's socket: INSTREAM, pieces with their lengths before them, and one line for an answer. */
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { drained } from '../drained.ts'
import type { Verdict } from './scanner.ts'

const TIMEOUT_MS = 120_000
/** clamd's longest line is far shorter. */
const LONGEST_ANSWER = 4_096

/** @param address `host:port`, or the path of a unix socket */
export const askClamd = async (address: string, file: Readable): Promise<Verdict> => {
  const socket = address.startsWith('/') ? connect(address) : connect(partsOf(address))
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('clamd does not answer')))
  try {
    const answer = answerOf(socket)
    // A refusal in the midst of the file is an answer too: it is then the writing that fails.
    const [said] = await Promise.all([answer, send(socket, file).catch(() => undefined)])
    return verdictOf(said)
  } finally {
    file.destroy()
    socket.destroy()
  }
}

const partsOf = (address: string): { host: string; port: number } => {
  const colon = address.lastIndexOf(':')
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) }
}

const send = async (socket: Socket, file: Readable): Promise<void> => {
  socket.write('zINSTREAM\0')
  for await (const chunk of file) {
    const piece = chunk as Buffer
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    socket.write(length)
    if (!socket.write(piece)) await drained(socket)
    if (socket.destroyed) return
  }
  socket.write(Buffer.alloc(4))
}

const answerOf = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    socket.on('data', (chunk) => {
      said += chunk.toString('utf8')
      if (said.includes('\0') || said.length > LONGEST_ANSWER) resolve(said.split('\0')[0] ?? '')
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('clamd hung up without an answer')))
  })

/** `stream: OK`, `stream: Win.Test.EICAR_HDB-1 FOUND`; all else is no answer. */
const verdictOf = (said: string): Verdict => {
  if (/^stream: OK$/.test(said)) return { found: null }
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1]
  if (found) return { found }
  throw new Error(`clamd says: ${said.slice(0, 200)}`)
}
