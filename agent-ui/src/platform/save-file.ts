/** Saves the file that an exchange answers with, where a plain link cannot ask for it: its token must not stand in an address. */
import type { Endpoint } from '#shared/platform/endpoint.ts'
import { type AnyInput, fetchReply } from './api.ts'

/** Gone by then at the latest: the browser reads it as the link is followed. */
const KEPT_MS = 60_000

/** @throws ApiFailure */
export const saveFile = async <P, Q, B>(
  endpoint: Endpoint<P, Q, B, undefined>,
  input: AnyInput,
  name: string,
): Promise<void> => {
  const url = URL.createObjectURL(await (await fetchReply(endpoint, input)).blob())
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
