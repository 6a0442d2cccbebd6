/** What an administrator sets once for all claims: the client's silence, and what looks like an incident. */
import { z } from 'zod'
import { endpoint } from '../../platform/endpoint.ts'
import { versionsOf } from '../../platform/versions.contract.ts'
import { groupRule } from '../incidents/group-claims.ts'
import { inOrder, silenceFields } from '../silence/silence.ts'

const gate = 'organisation.manage'
const version = z.int().min(0)
const none = z.strictObject({})

export const silenceView = z.strictObject({ version, ...silenceFields })
export type SilenceView = z.infer<typeof silenceView>

/** Claims that wait already keep their days; the next answer counts by the new ones. */
export const silenceSetting = {
  read: endpoint({ method: 'GET', path: '/api/claim-silence', gate, reply: silenceView }),
  /** 409 `changed_meanwhile` with `current`; 422 `reminders_in_order`. */
  edit: endpoint({
    method: 'PUT',
    path: '/api/claim-silence',
    gate,
    body: silenceView.refine(...inOrder),
    reply: silenceView,
  }),
  versions: versionsOf('/api/claim-silence', gate, none),
}

export const incidentRuleView = z.strictObject({ version, ...groupRule.shape })
export type IncidentRuleView = z.infer<typeof incidentRuleView>

/** A batch that leads were told of is not told of again. */
export const incidentSetting = {
  read: endpoint({ method: 'GET', path: '/api/claim-incident-rule', gate, reply: incidentRuleView }),
  /** 409 `changed_meanwhile` with `current`. */
  edit: endpoint({
    method: 'PUT',
    path: '/api/claim-incident-rule',
    gate,
    body: incidentRuleView,
    reply: incidentRuleView,
  }),
  versions: versionsOf('/api/claim-incident-rule', gate, none),
}
