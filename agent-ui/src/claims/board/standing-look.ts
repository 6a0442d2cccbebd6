/** How late and endangered claims look, here as on the list. */
import type { Standing } from '#shared/claims/board/claim-board.contract.ts'

export const standingTones: Partial<Record<keyof Standing, string>> = {
  overdue: 'text-error',
  risk: 'text-warning',
}
export const standingIcons = { overdue: 'i-lucide-triangle-alert', risk: 'i-lucide-trending-up' } as const
