/** Claims over HTTP. */
import { z } from 'zod'
import { customGiven, customValues } from '../organisation/custom-field.contract.ts'
import { endpoint } from '../platform/endpoint.ts'
import { named } from '../sales/product.contract.ts'
import { claimFields, claimNeeds } from './claim.policy.ts'
import { type ClaimMove, claimStates, closingGrounds, severities } from './claim.state.ts'
import { claimClock, claimHold, clockNews, holdOffer } from './clock.contract.ts'

import { claimAction, claimDetails, detailNames, productLines } from './details/detail.contract.ts'
import { complexities, remedies } from './details/detail-codes.ts'
import { claimKin } from './joining/joining.contract.ts'
import { claimListQuery, deskKey } from './list/claim-filter.contract.ts'

const state = z.enum(claimStates.states)
const severity = z.enum(severities)
const person = z.object({ id: z.uuid(), name: z.string() })
const need = z.enum(claimNeeds)
const field = z.enum(claimFields)
const text = z.string().trim().max(8_000)
const id = z.strictObject({ id: z.uuid() })
const version = z.int()

export const claimMoves = [
  'acknowledge',
  'assess',
  'investigate',
  'propose',
  'approve',
  'sendBack',
  'communicate',
  'answer',
  'settle',
  'verify',
  'dispute',
  'reject',
  'withdraw',
  'reopen',
  'close',
  'lapse',
  'merge',
] as const satisfies ClaimMove[]

/** A line of the list. Times are epoch ms. */
export const claim = z.object({
  id: z.uuid(),
  number: z.string(),
  client: person,
  category: named,
  product: named.nullable(),
  severity,
  state,
  handler: person.nullable(),
  market: z.object({ id: z.uuid(), code: z.string() }),
  openedAt: z.number(),
  /** Of the clock that runs, else of the last one. */
  deadlineAt: z.number(),
  /** Null while an answer is owed. */
  clockStoppedAt: z.number().nullable(),
  /** By timestamps: stopped after the deadline, or still running past it. */
  breached: z.boolean(),
  /** How often a ladder has raised it, 0 to 3. */
  urgency: z.int(),
  /** Not late yet, but four of five such claims took longer from this stage than is left. */
  atRisk: z.boolean(),
  /** Steps of escalation carried out on the present clocks. */
  escalations: z.int(),
  version,
})
export type Claim = z.infer<typeof claim>

const historyLine = z.object({
  at: z.number(),
  kind: z.enum([
    'opened',
    'assigned',
    'edited',
    'moved',
    'escalated',
    'clock',
    'reminded',
    'attachment',
    'letter',
    'article',
    'macro',
  ]),
  /** Null: the hub itself. */
  actor: person.nullable(),
  move: z.enum(claimMoves).nullable(),
  from: state.nullable(),
  to: state.nullable(),
  text: z.string().nullable(),
  handler: person.nullable(),
  step: z.int().nullable(),
  lateMs: z.number().nullable(),
  /** Names of the fields that an edit changed: `custom.<id>`. */
  changed: z.array(z.string()),
  /** The file or the letter's number, and what became of it; the title of an article or a macro, and its id. */
  about: z.object({ name: z.string(), to: z.string() }).nullable(),
  /** What happened to its clocks besides moves, and what a step of escalation did. */
  clock: clockNews.nullable(),
})

export const claimPage = z.object({
  claim,
  description: z.string(),
  person: person.nullable(),
  interactionId: z.uuid().nullable(),
  openedBy: person.nullable(),
  findings: z.string().nullable(),
  answer: z.string().nullable(),
  grounds: z.string().nullable(),
  /** Of the fields that an administrator added. */
  custom: customValues,
  /** In the system that it was brought in from. */
  outerNumber: z.string().nullable(),
  /** When the client sent it and handed it over in form; null: as it was received. */
  sentAt: z.number().nullable(),
  presentedAt: z.number().nullable(),
  answeredAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  /** On what it was closed. */
  closingGround: z.enum(closingGrounds).nullable(),
  /** Working time left until the final answer's deadline, what such claims usually still take, and how many they were. */
  risk: z.object({ leftMs: z.number(), usualMs: z.number(), n: z.int() }).nullable(),
  clocks: z.array(claimClock),
  /** Of its waits for the client. */
  holds: z.array(claimHold),
  /** May the reader let it wait now, and for how long at most? Null: no. */
  mayHold: holdOffer.nullable(),
  history: z.array(historyLine),
  details: claimDetails,
  detailNames,
  actions: z.array(claimAction),
  kin: claimKin,
  /** While it waits for the client's word. Times are epoch ms; `remindAt` null: no more reminders; `lapseAt` null: it does not wait. */
  silence: z.object({
    reminders: z.int(),
    remindAt: z.number().nullable(),
    lapseAt: z.number().nullable(),
  }),
  /** Moves this reader may make now: what the form of each asks for, and what is missing besides. */
  moves: z.array(
    z.object({
      move: z.enum(claimMoves),
      asks: z.array(field),
      missing: z.array(need),
    }),
  ),
  mayAssign: z.boolean(),
  /** May the reader write into its fields? */
  editable: z.boolean(),
})
export type ClaimPage = z.infer<typeof claimPage>

const listedClaim = claim.extend({
  tags: z.array(person),
  /** Where the words that were searched stand in its texts: what is found is apart. Null: nothing was searched, or not there. */
  found: z.array(z.object({ text: z.string(), hit: z.boolean() })).nullable(),
})
export type ListedClaim = z.infer<typeof listedClaim>

export const listClaims = endpoint({
  method: 'GET',
  path: '/api/claims',
  gate: 'claim.read',
  query: claimListQuery,
  reply: z.object({
    claims: z.array(listedClaim),
    next: deskKey.nullable(),
    /** The server's time: countdowns start from it, not from the screen's clock. */
    now: z.number(),
  }),
})

export const readClaim = endpoint({
  method: 'GET',
  path: '/api/claims/:id',
  gate: 'claim.read',
  params: id,
  reply: claimPage,
})

export const openClaimInput = z.strictObject({
  /** Of the screen's making; asked again with the same one, the same claim is answered. */
  requestId: z.uuid().optional(),
  clientId: z.uuid(),
  personId: z.uuid().nullable().optional(),
  interactionId: z.uuid().nullable().optional(),
  categoryId: z.uuid(),
  productId: z.uuid().nullable().optional(),
  severity,
  description: text.min(1),
  remedySought: z.enum(remedies).nullable().optional(),
  /** Of what it is; the first product is the one it is counted by, unless `productId` names one. */
  products: productLines.optional(),
  custom: customGiven.optional(),
})
export type OpenClaimInput = z.infer<typeof openClaimInput>

export const openClaim = endpoint({
  method: 'POST',
  path: '/api/claims',
  gate: 'claim.open',
  body: openClaimInput,
  reply: claim,
})

export const moveClaimInput = z.discriminatedUnion('move', [
  z.strictObject({
    move: z.enum(['acknowledge', 'approve', 'communicate', 'settle', 'verify', 'close']),
    version,
  }),
  z.strictObject({
    move: z.literal('assess'),
    version,
    severity: severity.optional(),
    safety: z.boolean().optional(),
    complexity: z.enum(complexities).optional(),
    impact: text.optional(),
    immediateAction: text.optional(),
  }),
  z.strictObject({
    move: z.literal('investigate'),
    version,
    findings: text.optional(),
    causeId: z.uuid().optional(),
  }),
  z.strictObject({
    move: z.literal('propose'),
    version,
    remedy: z.enum(remedies).optional(),
    answer: text.optional(),
  }),
  z.strictObject({ move: z.literal('answer'), version, answer: text.optional() }),
  z.strictObject({
    move: z.enum(['sendBack', 'dispute', 'reject', 'withdraw', 'reopen']),
    version,
    grounds: text.optional(),
  }),
])
export type MoveClaimInput = z.infer<typeof moveClaimInput>

/** The gate is the least that any move needs; claim.policy says which right each move needs besides. */
export const moveClaim = endpoint({
  method: 'POST',
  path: '/api/claims/:id/moves',
  gate: 'claim.read',
  params: id,
  body: moveClaimInput,
  reply: claimPage,
})

/** What became known later: the fields that an administrator added. 409 `stale`, `closed`. */
export const editClaim = endpoint({
  method: 'PATCH',
  path: '/api/claims/:id',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({ custom: customGiven, version }),
  reply: claimPage,
})

/** To take a claim, name oneself. */
export const assignClaim = endpoint({
  method: 'POST',
  path: '/api/claims/:id/assign',
  gate: 'claim.work',
  params: id,
  body: z.strictObject({ handlerId: z.uuid(), version }),
  reply: claimPage,
})

/** What a claim form and the list's filters choose from. */
export const readClaimChoices = endpoint({
  method: 'GET',
  path: '/api/claim-choices',
  gate: 'claim.read',
  reply: z.object({
    categories: z.array(named),
    causes: z.array(named),
    severities: z.array(severity),
    states: z.array(state),
    markets: z.array(named),
    /** Who may be given a claim. */
    handlers: z.array(person),
    /** Tags that stand on claims, the most used first. */
    tags: z.array(person.extend({ claims: z.int() })),
  }),
})
