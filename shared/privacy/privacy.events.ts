/** Personal data in the log: ids and codes. All are about the client, so that whoever watches the card hears of each. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

const erasure = z.object({ erasureId: z.uuid(), personId: z.uuid().nullable() })
export const erasureBegun = defineEvent(
  'client.erasure-begun',
  'client',
  erasure.extend({ ground: z.string() }),
)
export const clientErased = defineEvent('client.erased', 'client', erasure)

const hold = z.object({ holdId: z.uuid() })
export const holdPut = defineEvent('client.hold-put', 'client', hold)
export const holdLifted = defineEvent('client.hold-lifted', 'client', hold)

/** Asked for, ready, failed, gone. */
export const disclosureMoved = defineEvent(
  'client.disclosure-moved',
  'client',
  z.object({ disclosureId: z.uuid(), to: z.string() }),
)
