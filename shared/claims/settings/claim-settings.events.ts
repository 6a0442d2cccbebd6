/** The log's words for what is set once for all claims: that it was; what stands in it is among its versions. */
import { z } from 'zod'
import { defineEvent } from '../../platform/event.ts'

export const claimSilenceSet = defineEvent('claim-silence.set', 'claim-silence', z.object({}))
export const claimIncidentRuleSet = defineEvent(
  'claim-incident-rule.set',
  'claim-incident-rule',
  z.object({}),
)
