/**
 * Jobs that Redis carries. There is one: a wake-up of a sweep at a time. What is to be done stands in rows of
 * PostgreSQL; a job that Redis forgets costs at most one sweep's interval.
 */
import { z } from 'zod'

/** Sweeps that somebody waits for, and so are woken on time. */
export const wakeableSweeps = ['offers', 'leases', 'callers', 'lost-legs'] as const

export const jobs = {
  'wake-sweep': z.strictObject({ sweep: z.enum(wakeableSweeps) }),
} as const
export type JobName = keyof typeof jobs
export type JobData<N extends JobName> = z.infer<(typeof jobs)[N]>
export type WakeableSweep = (typeof wakeableSweeps)[number]

export const JOB_QUEUE = 'wakes'
