import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Doing } from '#server/sales/index.ts'
import * as wire from '#shared/claims/incidents/incident.contract.ts'
import { editIncident } from './edit-incident.ts'
import { moveIncident } from './move-incident.ts'
import { openIncident } from './open-incident.ts'
import { addToIncident, removeFromIncident } from './part-claims.ts'
import { listIncidents, readClaimIncident, readIncident } from './read-incidents.ts'
import { suggestIncidents } from './suggest-incidents.ts'

export const incidentRoutes = (platform: Platform): Route[] => {
  const { db, clock } = platform
  const changed = async (actor: Actor, id: string, work: (trx: Trx, doing: Doing) => Promise<void>) => {
    const now = clock.now()
    await inTransaction(db, (trx) => work(trx, { actor, now }))
    return readIncident(db, actor, id, now)
  }
  return [
    handle(wire.listIncidents, ({ actor }) => listIncidents(db, actor)),
    handle(wire.suggestIncidents, ({ actor }) => suggestIncidents(db, actor, clock.now())),
    handle(wire.readIncident, ({ params, actor }) => readIncident(db, actor, params.id, clock.now())),
    handle(wire.readClaimIncident, ({ params, actor }) => readClaimIncident(db, actor, params.id)),
    handle(wire.openIncident, async ({ body, actor }) => {
      const now = clock.now()
      const { id } = await inTransaction(db, (trx) => openIncident(trx, { actor, now }, body))
      return readIncident(db, actor, id, now)
    }),
    handle(wire.editIncident, ({ params, body, actor }) =>
      changed(actor, params.id, (trx, doing) => editIncident(trx, doing, params.id, body)),
    ),
    handle(wire.addToIncident, ({ params, body, actor }) =>
      changed(actor, params.id, (trx, doing) => addToIncident(trx, doing, params.id, body.number)),
    ),
    handle(wire.removeFromIncident, ({ params, actor }) =>
      changed(actor, params.id, (trx, doing) => removeFromIncident(trx, doing, params.id, params.claimId)),
    ),
    handle(wire.moveIncident, async ({ params, body, actor }) => ({
      outcomes: await moveIncident(platform, actor, params.id, body),
    })),
  ]
}
