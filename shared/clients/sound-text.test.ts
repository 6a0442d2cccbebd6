import { expect, test } from 'vitest'
import { soundOf } from './sound-text.ts'

test.each([
  [['юрий', 'yuriy', 'iurii', 'juri', 'yuri'], 'iuri'],
  [['щербаков', 'shcherbakov', 'scherbakov', 'sherbakov'], 'sherbakov'],
  [['шмидт', 'schmidt', 'shmidt'], 'shmidt'],
  [['елена', 'yelena', 'elena'], 'elena'],
  [['алексей', 'aleksey', 'alexei', 'alexey'], 'aleksei'],
  [['центр', 'tsentr', 'centr'], 'tsentr'],
  [['михаил', 'mikhail', 'mihail'], 'mihail'],
  [['ооо ромашка', 'ooo romashka'], 'o romashka'],
  [['завод 100', 'zavod 100'], 'zavod 100'],
])('%s sound alike', (spellings, sound) => {
  expect(spellings.map(soundOf)).toEqual(spellings.map(() => sound))
})
