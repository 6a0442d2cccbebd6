import { expect, test } from 'vitest'
import { type ClaimOfClient, claimOfText } from './claim-of-text.ts'

const claim = (number: string, over: Partial<ClaimOfClient> = {}): ClaimOfClient => ({
  id: number,
  number,
  closed: false,
  closingGround: null,
  ...over,
})
const [ONE, TWO] = ['RU-2026-000012', 'RU-2026-000013']

test.each<[string, string, ClaimOfClient[], string | null]>([
  ['the only open claim', 'где ответ?', [claim(ONE), claim(TWO, { closed: true })], ONE],
  ['none of several open ones', 'где ответ?', [claim(ONE), claim(TWO)], null],
  ['the one that is named', `что с ${TWO.toLowerCase()}?`, [claim(ONE), claim(TWO)], TWO],
  ['none where two are named', `${ONE}, ${TWO}`, [claim(ONE), claim(TWO)], null],
  ['no claim whose number is a part of what is said', `${ONE}3`, [claim(ONE), claim(TWO)], null],
  ['none that is closed', 'спасибо', [claim(ONE, { closed: true, closingGround: 'verified' })], null],
  [
    'none that stays closed, though named',
    ONE,
    [claim(ONE, { closed: true, closingGround: 'verified' })],
    null,
  ],
  ['one closed by silence, when named', ONE, [claim(ONE, { closed: true, closingGround: 'silence' })], ONE],
  ['none of nobody', 'где ответ?', [], null],
])('is about %s', (_, text, claims, id) => expect(claimOfText(text, claims)).toBe(id))
