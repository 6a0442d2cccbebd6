/** The log's words for agents: presence, desks, leases. The subject is the user. */
import { z } from 'zod'
import { defineEvent } from '../platform/event.ts'

export const presenceChosen = defineEvent(
  'agent.presence-chosen',
  'agent',
  z.object({
    chosen: z.string(),
    reason: z.string().nullable(),
    next: z.boolean(),
    byId: z.uuid().nullable(),
  }),
)
/** The hub holds an agent back, or lets go; what the agent chose stays as it is. */
export const agentHeld = defineEvent('agent.held', 'agent', z.object({ by: z.string().nullable() }))
export const deskChanged = defineEvent(
  'agent.desk-changed',
  'agent',
  z.object({ reachable: z.boolean(), faults: z.array(z.string()) }),
)
/** Busy began or ended: offer, call, wrap-up. */
export const agentBusy = defineEvent(
  'agent.busy',
  'agent',
  z.object({ kind: z.string(), subjectId: z.uuid(), taken: z.boolean() }),
)
/** A lease had outlived its reason; the reconciler took it away and says which. */
export const leaseRepaired = defineEvent(
  'agent.lease-repaired',
  'agent',
  z.object({ kind: z.string(), subjectId: z.uuid(), fault: z.string() }),
)
