/** A clamd that knows one virus, the one that all scanners know and that harms nobody. */
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** In two pieces: in one, a scanner on the developer's own machine would take this file away. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export type Clamd = {
  /** `host:port`. */
  address: string
  /** Said whatever comes, after `stream: `, when set; null: it hangs up without a word. */
  says: string | null | undefined
  /** The last file. */
  received(): Buffer
  stop(): Promise<void>
}

const COMMAND = 'zINSTREAM\0'

export const startClamd = async (): Promise<Clamd> => {
  let last = Buffer.alloc(0)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    const heard: Buffer[] = []
    socket.on('data', (chunk) => {
      heard.push(chunk)
      // The last piece has no length.
      if (!chunk.subarray(-4).equals(Buffer.alloc(4))) return
      const pieces = piecesOf(Buffer.concat(heard))
      if (!pieces) return
      last = Buffer.concat(pieces)
      if (clamd.says === null) return void socket.end()
      const found = last.includes('EICAR-STANDARD')
      socket.end(`${clamd.says ?? `stream: ${found ? 'Eicar-Test-Signature FOUND' : 'OK'}`}\0`)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const clamd: Clamd = {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    says: undefined,
    received: () => last,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed())
        for (const socket of sockets) socket.destroy()
      }),
  }
  return clamd
}

/** Null while more is to come. */
const piecesOf = (heard: Buffer): Buffer[] | null => {
  if (heard.subarray(0, COMMAND.length).toString() !== COMMAND) throw new Error('no INSTREAM')
  const pieces: Buffer[] = []
  for (let at = COMMAND.length; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return pieces
    pieces.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
