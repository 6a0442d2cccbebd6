/** The colour of an activity's dot: only where it means something. */
import type { Activity } from '#shared/agents/agent.contract.ts'

const TONES: Record<Activity, string> = {
  available: 'bg-success',
  away: 'bg-warning',
  offline: 'bg-neutral-400',
  offered: 'bg-bronze-500',
  talking: 'bg-info',
  'wrap-up': 'bg-info/60',
}

export const activityTone = (activity: Activity): string => TONES[activity]
