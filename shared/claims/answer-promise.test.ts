import { expect, test } from 'vitest'
import { answerPromisedAt } from './answer-promise.ts'

const clock = (
  kind: 'acknowledge' | 'next-update' | 'final-answer',
  deadlineAt: number,
  stoppedAt: number | null = null,
) => ({
  kind,
  deadlineAt,
  stoppedAt,
})

test('a client is promised the answer, not what is owed before it', () => {
  expect(
    answerPromisedAt([clock('acknowledge', 4), clock('final-answer', 90), clock('next-update', 20)]),
  ).toBe(90)
})

test('an answer that was given promises nothing; the one that is owed again does', () => {
  expect(answerPromisedAt([clock('final-answer', 90, 50)])).toBeNull()
  expect(answerPromisedAt([clock('final-answer', 90, 50), clock('final-answer', 200)])).toBe(200)
})

test('without a clock for the answer the first deadline that runs stands', () => {
  expect(answerPromisedAt([clock('next-update', 20), clock('acknowledge', 4, 3)])).toBe(20)
})
