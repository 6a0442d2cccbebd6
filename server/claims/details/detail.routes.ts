import { may, reachOf } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { listAssignees } from '#server/tasks/index.ts'
import * as wire from '#shared/claims/details/detail.contract.ts'
import { findClaim } from '../claim.store.ts'
import { addAction } from './add-action.ts'
import { listCauses, listContacts, listDeals, listPersons } from './detail.store.ts'
import { editDetails } from './edit-details.ts'
import { readActions } from './read-details.ts'

export const detailRoutes = ({ db, clock }: Platform): Route[] => [
  handle(wire.editDetails, ({ params, body, actor }) =>
    inTransaction(db, (trx) => editDetails(trx, { actor, now: clock.now() }, params.id, body)),
  ),
  handle(wire.addAction, async ({ params, body, actor }) => {
    await inTransaction(db, (trx) => addAction(trx, { actor, now: clock.now() }, params.id, body))
    return { actions: await readActions(db, params.id) }
  }),
  handle(wire.readDetailChoices, async ({ params, actor }) => {
    const claim = await findClaim(db, reachOf(actor, 'claim.work'), params.id)
    if (!claim) throw notFound('claim', params.id)
    return {
      causes: await listCauses(db),
      persons: await listPersons(db, claim.client_id),
      deals: may(actor, 'deal.read') ? await listDeals(db, reachOf(actor, 'deal.read'), claim.client_id) : [],
      interactions: may(actor, 'interaction.read')
        ? await listContacts(db, reachOf(actor, 'interaction.read'), claim.client_id)
        : [],
      owners: await listAssignees(db, { kind: 'all' }),
    }
  }),
]
