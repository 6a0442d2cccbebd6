/** What was written about the claim that a page shows, kept fresh. */
import { readClaimConversation } from '#shared/claims/follow/claim-message.contract.ts'
import { useLiveQuery } from '../../platform/live-query.ts'

export const useConversation = (claimId: () => string) =>
  useLiveQuery(readClaimConversation, () => ({ params: { id: claimId() } }), {
    watch: () => [`claim:${claimId()}`],
  })
