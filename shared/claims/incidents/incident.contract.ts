/** Incidents over HTTP: many claims of one cause, answered together and each for itself. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { named } from '../../sales/product.contract.ts'
import { claim, claimMoves } from '../claim.contract.ts'
import { remedies } from '../details/detail-codes.ts'

const person = z.object({ id: z.uuid(), name: z.string() })
const id = z.strictObject({ id: z.uuid() })
const name = z.string().trim().min(1).max(200)
const cause = z.string().trim().max(4_000)
/** More are not gathered at once; those that stay out are suggested again. */
export const MOST_GATHERED = 1_000
const claimIds = z.array(z.uuid()).min(1).max(MOST_GATHERED)
const move = z.enum(claimMoves)

export const incident = z.object({
  id: z.uuid(),
  number: z.int(),
  name: z.string(),
  cause: z.string().nullable(),
  openedBy: person,
  /** Epoch ms. */
  openedAt: z.number(),
  /** Claims within the reader's reach, and those of them that are not closed. */
  claims: z.int(),
  open: z.int(),
  version: z.int(),
})
export type Incident = z.infer<typeof incident>

/** What is chosen once for all claims of an incident. */
export const incidentChoices = ['causeId', 'remedy'] as const

export const incidentPage = z.object({
  incident,
  claims: z.array(claim),
  /** Of at least one claim, to be made for all that allow it: with the text that it asks for, and what is to be chosen. */
  moves: z.array(
    z.object({
      move,
      asks: z.enum(['findings', 'answer', 'grounds']).nullable(),
      chooses: z.array(z.enum(incidentChoices)),
      claimIds: z.array(z.uuid()),
    }),
  ),
  mayLead: z.boolean(),
  /** The server's time: countdowns start from it. */
  now: z.number(),
})
export type IncidentPage = z.infer<typeof incidentPage>

export const listIncidents = endpoint({
  method: 'GET',
  path: '/api/incidents',
  gate: 'claim.read',
  reply: z.object({ incidents: z.array(incident) }),
})

export const readIncident = endpoint({
  method: 'GET',
  path: '/api/incidents/:id',
  gate: 'claim.read',
  params: id,
  reply: incidentPage,
})

/** The incident that a claim is part of. */
export const readClaimIncident = endpoint({
  method: 'GET',
  path: '/api/claims/:id/incident',
  gate: 'claim.read',
  params: id,
  reply: z.object({ incident: z.object({ id: z.uuid(), number: z.int(), name: z.string() }).nullable() }),
})

export const claimGroup = z.object({
  by: z.enum(['batch', 'product']),
  batch: z.string().nullable(),
  product: named.nullable(),
  category: named.nullable(),
  clients: z.int(),
  firstAt: z.number(),
  lastAt: z.number(),
  claims: z.array(z.object({ id: z.uuid(), number: z.string(), client: person, openedAt: z.number() })),
})
export type ShownGroup = z.infer<typeof claimGroup>

/** Claims that look like one incident, and are part of none. */
export const suggestIncidents = endpoint({
  method: 'GET',
  path: '/api/incident-groups',
  gate: 'incident.lead',
  reply: z.object({ groups: z.array(claimGroup), withinDays: z.int() }),
})

export const openIncidentInput = z.strictObject({
  /** Of the screen's making; asked again with the same one, the same incident is answered. */
  requestId: z.uuid().optional(),
  name,
  cause: cause.optional(),
  claimIds,
})
export type OpenIncidentInput = z.infer<typeof openIncidentInput>

/** 409 `in_incident`: one of them is part of another already. */
export const openIncident = endpoint({
  method: 'POST',
  path: '/api/incidents',
  gate: 'incident.lead',
  body: openIncidentInput,
  reply: incidentPage,
})

export const editIncident = endpoint({
  method: 'PATCH',
  path: '/api/incidents/:id',
  gate: 'incident.lead',
  params: id,
  body: z.strictObject({ name: name.optional(), cause: cause.optional(), version: z.int() }),
  reply: incidentPage,
})

/** By its number. 422 `number: unknown`; 409 `in_incident`. */
export const addToIncident = endpoint({
  method: 'POST',
  path: '/api/incidents/:id/claims',
  gate: 'incident.lead',
  params: id,
  body: z.strictObject({ number: z.string().trim().min(1).max(100) }),
  reply: incidentPage,
})

export const removeFromIncident = endpoint({
  method: 'DELETE',
  path: '/api/incidents/:id/claims/:claimId',
  gate: 'incident.lead',
  params: z.strictObject({ id: z.uuid(), claimId: z.uuid() }),
  reply: incidentPage,
})

/** More are moved in pieces, so that their outcomes come as they are known, and what broke off is taken up again. */
export const INCIDENT_PIECE = 25

export const moveIncidentInput = z.strictObject({
  move,
  text: z.string().trim().max(8_000).optional(),
  /** Left out: as it stands of each claim. */
  remedy: z.enum(remedies).optional(),
  causeId: z.uuid().optional(),
  /** As they were seen: one that has changed since is left alone, and says so; thus none is moved twice. */
  claims: z
    .array(z.strictObject({ id: z.uuid(), version: z.int() }))
    .min(1)
    .max(INCIDENT_PIECE),
})
export type MoveIncidentInput = z.infer<typeof moveIncidentInput>

/** Each claim moves by itself: one that refuses says why, and holds up no other. */
export const moveIncident = endpoint({
  method: 'POST',
  path: '/api/incidents/:id/moves',
  gate: 'incident.lead',
  params: id,
  body: moveIncidentInput,
  reply: z.object({
    outcomes: z.array(
      z.object({
        claimId: z.uuid(),
        number: z.string(),
        /** Null: it moved. */
        fault: z.object({ code: z.string(), missing: z.array(z.string()) }).nullable(),
      }),
    ),
  }),
})
export type ClaimOutcome = z.infer<typeof moveIncident.reply>['outcomes'][number]
