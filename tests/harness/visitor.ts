/** A browser of few habits: keeps its cookies, repeats its CSRF token, says from which address it comes. */
import type { SessionReply } from '#shared/identity/session.contract.ts'
import { CSRF_HEADER } from '#shared/identity/session.contract.ts'
import type { ApiError } from '#shared/platform/message.ts'

export type Answer = {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
  body: any
  error: ApiError | undefined
  headers: Headers
  /** The set-cookie lines as they came. */
  cookies: string[]
}

const isAsItIs = (body: unknown): body is RequestInit['body'] =>
  body === undefined || typeof body === 'string' || body instanceof Uint8Array

export class Visitor {
  readonly cookies = new Map<string, string>()
  /** Sent with every request; set one to null to leave it out. */
  readonly headers: Record<string, string | null> = {}
  csrf: string | null = null
  private readonly url: string

  constructor(url: string, address = '192.0.2.1') {
    this.url = url
    this.headers['x-forwarded-for'] = address
    this.headers.origin = url
  }

  /** The same person on the same device, calling from elsewhere. */
  from(address: string): this {
    this.headers['x-forwarded-for'] = address
    return this
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get = (path: string) => this.request('GET', path)
  post = (path: string, body?: unknown) => this.request('POST', path, body)
  put = (path: string, body?: unknown) => this.request('PUT', path, body)
  patch = (path: string, body?: unknown) => this.request('PATCH', path, body)
  delete = (path: string) => this.request('DELETE', path)

  /** Sends a file as it is. */
  upload = (path: string, kind: string, file: Uint8Array) => this.request('POST', path, file, kind)

  async request(method: string, path: string, body?: unknown, kind = 'application/json'): Promise<Answer> {
    const headers: Record<string, string> = { cookie: this.cookieHeader() }
    if (body !== undefined) headers['content-type'] = kind
    if (this.csrf) headers[CSRF_HEADER] = this.csrf
    for (const [name, value] of Object.entries(this.headers)) if (value !== null) headers[name] = value
    const response = await fetch(this.url + path, {
      method,
      headers,
      body: isAsItIs(body) ? body : JSON.stringify(body),
    })
    const cookies = response.headers.getSetCookie()
    for (const line of cookies) this.keep(line)
    const text = await response.text()
    // A file comes as its text.
    const isJson = response.headers.get('content-type')?.includes('json') ?? true
    const parsed = text === '' ? undefined : isJson ? JSON.parse(text) : text
    return { status: response.status, body: parsed, error: parsed?.error, headers: response.headers, cookies }
  }

  /** Signs in and remembers the CSRF token; the answer may be a refusal. */
  async signIn(email: string, password: string): Promise<Answer> {
    const answer = await this.post('/api/session', { email, password })
    if (answer.status === 200) this.csrf = (answer.body as SessionReply).csrfToken ?? null
    return answer
  }

  /** The code of the phone, or a recovery code, for the challenge that `signIn` was answered with. */
  async secondStep(challenge: string, code: string): Promise<Answer> {
    const answer = await this.post('/api/session/second-step', { challenge, code })
    if (answer.status === 200) this.csrf = (answer.body as SessionReply).csrfToken
    return answer
  }

  /** Asks without following on; answers where it is sent, cookies kept on the way. */
  async hop(path: string): Promise<string> {
    const headers: Record<string, string> = { cookie: this.cookieHeader() }
    for (const [name, value] of Object.entries(this.headers)) if (value !== null) headers[name] = value
    const response = await fetch(this.url + path, { headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) this.keep(line)
    return response.headers.get('location') ?? `${response.status}`
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const [name = '', value = ''] = pair.split('=')
    if (attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}
