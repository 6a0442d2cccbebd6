/** Calls the hub by its own public address and says in one sentence what is wrong; asks the provider for the account. */
import { createHmac, randomBytes } from 'node:crypto'
import { type AddressVerdict, type NetworkCheck, networkCheck } from '#shared/telephony/twilio.contract.ts'
import { readSetting, writeSetting } from '../../organisation/index.ts'
import { inTransaction, type Queryable } from '../../platform/database.ts'
import type { Platform } from '../../platform/platform.ts'
import { judge, restOf } from './rest.ts'
import { isAccount, readSettings, type TwilioSettings } from './settings.ts'
import { urlsOf } from './urls.ts'

const SETTING = 'telephony.twilio-check'
const ANSWERS_WITHIN_MS = 8_000

export const lastCheck = async (db: Queryable): Promise<NetworkCheck | null> =>
  networkCheck.safeParse(await readSetting(db, SETTING)).data ?? null

/** What only this hub can answer: another one at that address has another key. */
export const proofOf = (secretKey: string, nonce: string): string =>
  createHmac('sha256', secretKey).update(`hello:${nonce}`).digest('hex')

export const checkNetwork = async (platform: Platform): Promise<NetworkCheck> => {
  const settings = await readSettings(platform)
  const [address, account] = await Promise.all([
    checkAddress(platform.config.SECRET_KEY, settings.publicUrl),
    checkAccount(settings),
  ])
  const check: NetworkCheck = { at: platform.clock.now(), address, account }
  await inTransaction(platform.db, (trx) => writeSetting(trx, SETTING, check, check.at))
  const sentence = sentenceOf(address)
  if (address.code === 'ok') platform.log.info({ url: address.url }, sentence)
  else platform.log.error({ ...address }, sentence)
  return check
}

/** At the start of a server that has an account: told in the log, and kept for the page. */
export const checkAtStart = (platform: Platform): void => {
  const check = async () => {
    if (isAccount(await readSettings(platform))) await checkNetwork(platform)
  }
  check().catch((error: unknown) => platform.log.warn({ err: error }, 'the public address was not checked'))
}

export const checkAddress = async (secretKey: string, publicUrl: string | null): Promise<AddressVerdict> => {
  if (publicUrl === null) return { code: 'not_set', url: null, status: null }
  const nonce = randomBytes(12).toString('hex')
  const url = urlsOf(publicUrl).hello
  try {
    const response = await fetch(`${url}?nonce=${nonce}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    })
    const { status } = response
    if (status >= 300 && status < 400) return { code: 'redirected', url, status }
    if (status !== 200) return { code: 'status', url, status }
    const { proof } = (await response.json().catch(() => ({}))) as { proof?: string }
    return { code: proof === proofOf(secretKey, nonce) ? 'ok' : 'another', url, status }
  } catch (error) {
    return { code: reasonOf(error), url, status: null }
  }
}

const reasonOf = (error: unknown): AddressVerdict['code'] => {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  const code = cause?.code ?? ''
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unresolved'
  if (/CERT|SELF_SIGNED|TLS|SSL/.test(code)) return 'certificate'
  return 'refused'
}

const SENTENCES: Record<AddressVerdict['code'], string> = {
  ok: 'The public address leads to this hub',
  not_set: 'No public address is set: the telephone network cannot reach this hub',
  unresolved: 'The name in the public address is not known to the domain name system',
  refused: 'Nobody accepts connections at the public address',
  certificate: 'The certificate at the public address is not one that the network would trust',
  timeout: 'The public address did not answer in time',
  redirected: 'The public address sends its callers elsewhere: give the address it leads to',
  status: 'What answers at the public address does not pass requests on to this hub',
  another: 'Something else than this hub answers at the public address',
}
const sentenceOf = ({ code, url, status }: AddressVerdict): string =>
  `${SENTENCES[code]}${url ? ` (${url}${status ? `, status ${status}` : ''})` : ''}.`

const checkAccount = async (settings: TwilioSettings): Promise<NetworkCheck['account']> => {
  if (!isAccount(settings)) return 'not_set'
  try {
    await (await restOf(settings)).api.v2010.accounts(settings.accountSid).fetch()
    return 'ok'
  } catch (error) {
    return judge(error) === 'again' ? 'unreachable' : 'refused'
  }
}
