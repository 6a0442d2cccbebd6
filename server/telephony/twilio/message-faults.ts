/** The provider's numbers of what went wrong with a message, in our words. Source: "Error and Warning Dictionary". */
import type { MessageFault } from '#shared/telephony/message-port.contract.ts'

const FAULTS: Record<string, MessageFault> = {
  21211: 'no-such-number',
  21217: 'no-such-number',
  21408: 'not-allowed',
  21610: 'opted-out',
  21612: 'not-allowed',
  21614: 'landline',
  21606: 'bad-sender',
  21659: 'bad-sender',
  21660: 'bad-sender',
  21661: 'bad-sender',
  30003: 'unreachable',
  30004: 'blocked',
  30005: 'no-such-number',
  30006: 'landline',
  30007: 'filtered',
  30034: 'bad-sender',
}

export const faultOfCode = (code: string | null): MessageFault => FAULTS[code ?? ''] ?? 'unknown'
