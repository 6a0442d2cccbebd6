/** A department's change that is ordered for a later day. */
import { defineStates } from '#shared/platform/state-table.ts'

export const departmentPlanStates = defineStates({
  initial: 'planned',
  moves: {
    /** Its day came. */
    carryOut: { from: ['planned'], to: 'done' },
    cancel: { from: ['planned'], to: 'cancelled' },
    /** Its day came, and the tree is such that it cannot be. */
    refuse: { from: ['planned'], to: 'refused' },
  },
})
export type DepartmentPlanState = (typeof departmentPlanStates.states)[number]
