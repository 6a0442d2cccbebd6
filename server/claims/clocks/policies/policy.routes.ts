import { inTransaction } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/claims/deadline-policy.contract.ts'
import { previewPolicy } from './preview-policy.ts'
import { readPolicyVersions, readPolicyView, restorePolicy, savePolicy } from './save-policy.ts'

export const policyRoutes = ({ db, clock }: Platform): Route[] => [
  handle(wire.readClaimPolicy, () => readPolicyView(db, clock.now())),
  handle(wire.previewClaimPolicy, ({ body }) => previewPolicy(db, body.rules, clock.now())),
  handle(wire.saveClaimPolicy, ({ body, actor }) =>
    inTransaction(db, (trx) => savePolicy(trx, { actor, now: clock.now() }, body)),
  ),
  handle(wire.policyVersions.list, async () => ({ versions: await readPolicyVersions(db) })),
  handle(wire.policyVersions.restore, ({ body, actor }) =>
    inTransaction(db, (trx) => restorePolicy(trx, { actor, now: clock.now() }, body)),
  ),
]
