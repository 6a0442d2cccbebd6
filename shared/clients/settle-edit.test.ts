import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editedFields, type FieldValues, rebased, settleEdit } from './settle-edit.ts'

const change = (field: string, current: string | null) => ({ field, current, byName: 'Анна', at: 1 })

test('only what differs is sent; an emptied field that was empty is no edit', () => {
  expect(editedFields({ name: 'Завод', region: '' }, { name: 'Завод', region: 'Урал' })).toEqual(['region'])
  expect(editedFields({ region: null }, { region: '' })).toEqual([])
})

test('what the other changed alone is taken; what both changed is asked; what both made the same is neither', () => {
  const opened = { name: 'A', region: 'R', industry: 'I', source: '' }
  const typed = { name: 'A', region: 'mine', industry: 'same', source: '' }
  const changes = [change('region', 'theirs'), change('industry', 'same'), change('source', 'site')]
  const { taken, contested } = settleEdit(opened, typed, changes)
  expect(taken.map(({ field }) => field)).toEqual(['source'])
  expect(contested.map(({ field }) => field)).toEqual(['region'])
})

const value = fc.constantFrom('', 'a', 'b', 'c')
const fields = fc.record({ name: value, region: value, source: value })

test('nothing of either edit is lost: each changed field is sent, taken, the same, or asked about', () => {
  fc.assert(
    fc.property(fields, fields, fields, (opened, typed, theirs) => {
      const changes = editedFields(opened, theirs).map((field) =>
        change(field, (theirs as FieldValues)[field] as string),
      )
      const { taken, contested } = settleEdit(opened, typed, changes)
      // The later keeps all of theirs where it is asked: the earlier's changes elsewhere stand, the later's all.
      const form: FieldValues = { ...typed }
      for (const { field, current } of taken) form[field] = current
      const base = rebased(opened, changes)
      const sent = editedFields(base, form)
      const saved: FieldValues = { ...theirs }
      for (const field of sent) saved[field] = form[field]
      for (const field of editedFields(opened, typed))
        expect(saved[field]).toBe((typed as FieldValues)[field])
      for (const { field, current } of changes) {
        const asked = contested.some((one) => one.field === field)
        if (!asked) expect(saved[field]).toBe(current)
      }
    }),
  )
})
