import { expect, it } from 'vitest'
import { skillNeed } from '#shared/routing/queue.contract.ts'
import { newNeed, nextRing } from './queue-form.ts'

it('makes wishes that the contract takes', () => {
  const need = newNeed('english')
  for (let step = 0; step < 8; step++) need.rings.push(nextRing(need.rings))
  expect(skillNeed.safeParse(need).success).toBe(true)
  expect(need.rings.at(-1)).toEqual({ afterMs: 480_000, minLevel: 0 })
})
