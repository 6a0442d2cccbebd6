/** As much of a mail server as a reader of mailboxes needs (RFC 3501): one account, one folder, letters that tests put there. */

import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'

export type StandingLetter = { uid: number; source: Buffer; at: Date; size: number }

export type ImapDouble = {
  port: number
  /** What was asked for, for a test that counts. */
  asked: string[]
  /** `size`: what the server says of it, when that is not its true one. */
  put(source: string | Buffer, over?: { at?: Date; size?: number }): number
  /** Letters keep their order and get other numbers, as after a mailbox was made anew. */
  renumber(): void
  stop(): Promise<void>
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number) => String(n).padStart(2, '0')
const internalDate = (at: Date) =>
  `${two(at.getUTCDate())}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)} +0000`

const headOf = (source: Buffer): Buffer => {
  const end = source.indexOf('\r\n\r\n')
  return end < 0 ? source : source.subarray(0, end + 4)
}

export const startImapDouble = async (password: string): Promise<ImapDouble> => {
  let letters: StandingLetter[] = []
  let [validity, nextUid] = [1, 1]
  const asked: string[] = []
  const sockets = new Set<Socket>()

  const inRange = (range: string): StandingLetter[] => {
    const [from = '1', to = from] = range.split(':')
    const last = letters.at(-1)?.uid ?? 0
    const end = to === '*' ? last : Number(to)
    // `n:*` names the last letter even where n is beyond it.
    const begin = to === '*' ? Math.min(Number(from), last) : Number(from)
    return letters.filter(({ uid }) => uid >= begin && uid <= end)
  }
  const itemOf = (letter: StandingLetter, wanted: string): Buffer => {
    const parts = [
      `UID ${letter.uid}`,
      `RFC822.SIZE ${letter.size}`,
      `INTERNALDATE "${internalDate(letter.at)}"`,
    ]
    const head = /BODY\.PEEK\[HEADER\]/i.test(wanted)
    const body = /BODY\.PEEK\[\]/i.test(wanted)
    const index = letters.indexOf(letter) + 1
    if (!head && !body) return Buffer.from(`* ${index} FETCH (${parts.join(' ')})\r\n`)
    const data = head ? headOf(letter.source) : letter.source
    const name = head ? 'BODY[HEADER]' : 'BODY[]'
    return Buffer.concat([
      Buffer.from(`* ${index} FETCH (${parts.join(' ')} ${name} {${data.length}}\r\n`),
      data,
      Buffer.from(')\r\n'),
    ])
  }
  const untagged: Record<string, () => string> = {
    CAPABILITY: () => '* CAPABILITY IMAP4rev1\r\n',
    LIST: () => '* LIST (\\HasNoChildren) "/" "INBOX"\r\n',
    EXAMINE: () =>
      `* ${letters.length} EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY ${validity}] ok\r\n* OK [UIDNEXT ${nextUid}] ok\r\n`,
    LOGOUT: () => '* BYE\r\n',
  }
  const answer = (line: string): Buffer => {
    const [tag = '*', verb = '', ...rest] = line.split(' ')
    const name = verb.toUpperCase()
    asked.push(line)
    const found =
      name === 'UID' ? inRange(rest[1] ?? '').map((one) => itemOf(one, rest.slice(2).join(' '))) : []
    const refused = name === 'LOGIN' && !line.includes(password)
    const end = refused ? `${tag} NO [AUTHENTICATIONFAILED] no such sign-in\r\n` : `${tag} OK done\r\n`
    return Buffer.concat([Buffer.from(untagged[name]?.() ?? ''), ...found, Buffer.from(end)])
  }
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.write('* OK IMAP4rev1 double\r\n')
    let left = ''
    socket.on('data', (chunk) => {
      const lines = (left + chunk.toString('latin1')).split('\r\n')
      left = lines.pop() ?? ''
      for (const line of lines) socket.write(answer(line))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    put: (source, { at = new Date(), size } = {}) => {
      const bytes = typeof source === 'string' ? Buffer.from(source.replaceAll(/\r?\n/g, '\r\n')) : source
      const uid = nextUid
      nextUid += 1
      letters.push({ uid, source: bytes, at, size: size ?? bytes.length })
      return uid
    },
    renumber: () => {
      validity += 1
      nextUid = 1
      letters = letters.map((letter) => {
        const uid = nextUid
        nextUid += 1
        return { ...letter, uid }
      })
    },
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
