import { expect, test } from 'vitest'
import { type AskedClient, findClient } from './find-client.ts'

const known = [
  { id: 'a', sound: 'стал', taxNumber: '7707083893', addresses: ['phone:+74951112233'] },
  { id: 'b', sound: 'стал', taxNumber: null, addresses: ['phone:+74951112233', 'email:b@example.test'] },
  { id: 'c', sound: 'лютик', taxNumber: null, addresses: ['phone:+74954445566'] },
]
const asked = (more: Partial<AskedClient>): AskedClient => ({
  ...{ name: 'x', sound: '', taxNumber: null, phone: null, email: null },
  ...more,
})
const idOf = (more: Partial<AskedClient>) => {
  const found = findClient(asked(more), known)
  return found === null || found === 'several' ? found : found.id
}

test.each([
  ['the tax number first', { taxNumber: '7707083893', phone: '+74954445566' }, 'a'],
  ['a phone', { phone: '+74954445566' }, 'c'],
  ['an e-mail tells two of one phone apart', { phone: '+74951112233', email: 'b@example.test' }, 'b'],
  ['a name', { sound: 'лютик' }, 'c'],
  ['a phone of two', { phone: '+74951112233' }, 'several'],
  ['a name of two', { sound: 'стал' }, 'several'],
  ['one of another tax number is another', { taxNumber: '7736207543', sound: 'стал' }, 'b'],
  ['nobody', { phone: '+74950000000', sound: 'роза' }, null],
] as const)('%s', (_, more, id) => expect(idOf(more)).toBe(id))
