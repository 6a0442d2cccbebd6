/**
 * Why a signature does not fit: by trying, which part of the address is another than the configured one. Pure.
 * Source: "Validating Signatures from Twilio" (base64 of HMAC-SHA1 over the URL and the sorted parameters).
 */
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import type { signatureFaults } from '#shared/telephony/twilio.contract.ts'

/** `token`: no address fits, so the auth token is another one, or somebody forged it. */
export type SignatureFault = (typeof signatureFaults)[number]

/** `signedUrl`: the address it was made for, where one of those tried fits. */
export type FoundFault = { fault: SignatureFault; signedUrl: string | null }

export type SignedRequest = {
  signature: string | undefined
  params: Record<string, string | string[]>
  /** Path with query, as the hub received it. */
  path: string
  /** Whatever hosts, with or without port, the request's headers name. */
  hosts: string[]
  /** Paths that a proxy may have cut off or put before. */
  paths: string[]
}

/** Null when it fits the configured address; with and without the standard port both do. Of anybody's making: never throws. */
export const faultOfSignature = (
  authToken: string,
  publicUrl: string,
  request: SignedRequest,
): FoundFault | null => {
  const { signature, params } = request
  if (!signature) return { fault: 'unsigned', signedUrl: null }
  const fits = (url: string) => URL.canParse(url) && validateRequest(authToken, signature, url, params)
  const expected = `${publicUrl}${request.path}`
  if (fits(expected)) return null
  for (const url of variants(publicUrl, request)) {
    if (fits(url)) return { fault: differingPart(expected, url), signedUrl: url.split('?')[0] ?? url }
  }
  return { fault: 'token', signedUrl: null }
}

/** Nearest first: one part is another, then two, then all. */
const variants = (publicUrl: string, { path, hosts, paths }: SignedRequest): string[] => {
  const configured = new URL(publicUrl)
  const schemes = ['https:', 'http:'].sort((one) => (one === configured.protocol ? -1 : 1))
  const bases = [
    configured.host,
    configured.hostname,
    ...hosts,
    ...hosts.map((host) => host.split(':')[0] ?? host),
  ]
  const prefix = configured.pathname.replace(/\/$/, '')
  const ways = [`${prefix}${path}`, path, ...paths]
  return schemes.flatMap((scheme) =>
    [...new Set(bases)].flatMap((host) => [...new Set(ways)].map((way) => `${scheme}//${host}${way}`)),
  )
}

const differingPart = (expected: string, signed: string): SignatureFault => {
  const [one, other] = [new URL(expected), new URL(signed)]
  if (one.hostname !== other.hostname) return 'host'
  if (one.protocol !== other.protocol) return 'scheme'
  if (one.port !== other.port) return 'port'
  return 'path'
}
