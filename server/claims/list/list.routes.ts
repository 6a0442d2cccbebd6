/** Routes of the handlers’ list: its pages, its views, and what is done from it. */
import { inTransaction } from '#server/platform/database.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { listClaims as listing } from '#shared/claims/claim.contract.ts'
import * as tags from '#shared/claims/claim-tag.contract.ts'
import * as counts from '#shared/claims/list/claim-counts.contract.ts'
import { exportClaims as exporting } from '#shared/claims/list/claim-export.contract.ts'
import * as views from '#shared/claims/list/claim-view.contract.ts'
import * as many from '#shared/claims/list/many-claims.contract.ts'
import * as notes from '#shared/claims/note.contract.ts'
import { readSimilarClaims } from '#shared/claims/similar.contract.ts'
import { workManyClaims } from '../bulk/work-many.ts'
import { noteClaim, readClaimNotes } from '../notes/note-claim.ts'
import { readSimilar } from '../similar/read-similar.ts'
import { readTagsOfClaim, tagClaim, untagClaim } from '../tags/tag-claim.ts'
import { addView, editView, readViews, removeView } from '../views/keep-view.ts'
import { exportClaims } from './export-claims.ts'
import { countClaims, listClaims } from './list-claims.ts'

export const listRoutes = (platform: Platform): Route[] => {
  const { db, clock } = platform
  return [
    handle(listing, ({ query, actor }) => listClaims(db, actor, query, clock.now())),
    handle(counts.countClaims, ({ query, actor }) => countClaims(db, actor, query, clock.now())),
    handle(exporting, ({ query, actor, response }) => exportClaims(platform, actor, query, response)),
    handle(views.listClaimViews, ({ actor }) => readViews(db, actor, clock.now())),
    handle(views.addClaimView, ({ body, actor }) => addView(db, actor, body, clock.now())),
    handle(views.editClaimView, ({ params, body, actor }) =>
      editView(db, actor, { ...params, ...body }, clock.now()),
    ),
    handle(views.removeClaimView, ({ params, actor }) => removeView(db, actor, params.id)),
    handle(many.workManyClaims, async ({ body, actor }) => ({
      outcomes: await workManyClaims(platform, actor, body.claims, body.deed),
    })),
    handle(notes.readClaimNotes, ({ params, actor }) => readClaimNotes(db, actor, params.id)),
    handle(notes.addClaimNote, ({ params, body, actor }) =>
      inTransaction(db, (trx) => noteClaim(trx, { actor, now: clock.now() }, params.id, body.text)),
    ),
    handle(readSimilarClaims, ({ params, actor }) => readSimilar(db, actor, params.id, clock.now())),
    handle(tags.readTagsOfClaim, ({ params, actor }) => readTagsOfClaim(db, actor, params.id)),
    handle(tags.addClaimTag, ({ params, body, actor }) =>
      inTransaction(db, (trx) => tagClaim(trx, { actor, now: clock.now() }, params.id, body.name)),
    ),
    handle(tags.removeClaimTag, ({ params, actor }) =>
      inTransaction(db, (trx) => untagClaim(trx, { actor, now: clock.now() }, params.id, params.tagId)),
    ),
  ]
}
