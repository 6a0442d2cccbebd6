/** What the house owes a client beside invoices: the client's balance, as the card shows it. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

export const creditGrounds = ['compensation', 'compensation-voided'] as const
export type CreditGround = (typeof creditGrounds)[number]

export const clientBalance = z.object({
  /** Owed to the client, a sum for each currency; never mixed. */
  sums: z.array(z.object({ currency: z.string(), amountMinor: z.int() })),
  /** The latest, newest first. */
  lines: z.array(
    z.object({
      id: z.uuid(),
      /** Epoch ms. */
      at: z.number(),
      amountMinor: z.int(),
      currency: z.string(),
      ground: z.enum(creditGrounds),
    }),
  ),
})
export type ClientBalance = z.infer<typeof clientBalance>

export const readClientBalance = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/balance',
  gate: 'client.read',
  params: z.strictObject({ clientId: z.uuid() }),
  reply: clientBalance,
})
