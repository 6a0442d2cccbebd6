import { inTransaction } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/clock.contract.ts'
import { dateClaim } from './date-claim.ts'
import { holdClaim, releaseClaim } from './holds/hold-claim.ts'
import { policyRoutes } from './policies/policy.routes.ts'
import { readReceipt } from './receipt/read-receipt.ts'
import { noteWord } from './words/note-word.ts'

export const clockRoutes = (platform: Platform): Route[] => [...ofClaims(platform), ...policyRoutes(platform)]

const ofClaims = ({ db, clock }: Platform): Route[] => [
  handle(wire.holdClaim, ({ params, body, actor }) =>
    inTransaction(db, (trx) => holdClaim(trx, { actor, now: clock.now() }, params.id, body)),
  ),
  handle(wire.releaseClaim, ({ params, body, actor }) =>
    inTransaction(db, (trx) => releaseClaim(trx, { actor, now: clock.now() }, params.id, body)),
  ),
  handle(wire.noteWord, ({ params, body, actor }) =>
    inTransaction(db, (trx) => noteWord(trx, { actor, now: clock.now() }, params.id, body)),
  ),
  handle(wire.dateClaim, ({ params, body, actor }) =>
    inTransaction(db, (trx) => dateClaim(trx, { actor, now: clock.now() }, params.id, body)),
  ),
  handle(wire.readReceipt, ({ params, actor }) => readReceipt(db, actor, params, clock.now())),
]
