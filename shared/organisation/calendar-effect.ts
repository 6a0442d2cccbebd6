/** What a change of hours means at this moment for whoever goes by them. */
import { isOpen, nextOpening, type OpenHours } from './business-time.ts'

export type Standing = {
  open: boolean
  /** Epoch ms of the next opening while it is closed; null: open now, or never again within the horizon. */
  opensAt: number | null
}

export type CalendarEffect = {
  before: Standing
  after: Standing
  changes: 'opens' | 'closes' | 'later' | 'none'
}

export const standingOf = (hours: OpenHours, now: number): Standing => {
  const open = isOpen(hours, now)
  return { open, opensAt: open ? null : nextOpening(hours, now) }
}

/** `later`: closed before and after, but another next opening. */
export const effectOf = (before: OpenHours, after: OpenHours, now: number): CalendarEffect => {
  const [was, is] = [standingOf(before, now), standingOf(after, now)]
  if (was.open !== is.open) return { before: was, after: is, changes: is.open ? 'opens' : 'closes' }
  return { before: was, after: is, changes: was.opensAt === is.opensAt ? 'none' : 'later' }
}
