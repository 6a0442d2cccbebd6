/** Handlers who have the same claim open see each other. */
import { z } from 'zod'
import { socketCommand } from '../platform/message.ts'

/** A screen says this anew so often; one that has not for `GONE_MS` is gone. */
export const ATTEND_EVERY_MS = 10_000
export const GONE_MS = 25_000

/** What a screen watches to be told that somebody came, went, or began to write. */
export const togetherSubject = (claimId: string): string => `claim-together:${claimId}`

export const attendClaim = socketCommand({
  name: 'claim.attend',
  gate: 'claim.read',
  input: z.strictObject({ claimId: z.uuid(), writing: z.boolean() }),
  reply: z.strictObject({
    /** Others, each once. */
    others: z.array(z.strictObject({ id: z.uuid(), name: z.string(), writing: z.boolean() })),
  }),
})

/** This screen has it open no more. */
export const leaveClaim = socketCommand({
  name: 'claim.leave',
  gate: 'claim.read',
  input: z.strictObject({ claimId: z.uuid() }),
  reply: z.strictObject({}),
})
