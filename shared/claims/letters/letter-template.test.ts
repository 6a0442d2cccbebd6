import { expect, test } from 'vitest'
import {
  emptyFields,
  type LetterFacts,
  letterFields,
  renderTemplate,
  templateFault,
} from './letter-template.ts'

const facts = (over: Partial<LetterFacts>): LetterFacts => ({
  ...(Object.fromEntries(letterFields.map((field) => [field, ''])) as LetterFacts),
  number: 'RU-2026-000001',
  ...over,
})

test.each([
  ['Претензия {{number}}', null],
  ['{{#product}}о товаре «{{product}}»{{/product}}{{^product}}без товара{{/product}}', null],
  ['{{#product}}открыто', 'template_unclosed'],
  ['закрыто{{/product}}', 'template_unclosed'],
  ['{{#product}}{{/person}}', 'template_unclosed'],
  ['{{number', 'template_unclosed'],
  ['{{salary}}', 'template_unknown_field'],
  ['{{#product}}{{salary}}{{/product}}', 'template_unknown_field'],
  ['{{constructor}}', 'template_unknown_field'],
  ['{{{number}}}', 'template_unknown_sign'],
  ['{{> other}}', 'template_unknown_sign'],
  ['{{=<% %>=}}', 'template_unknown_sign'],
])('%s: %s', (text, fault) => expect(templateFault(text)).toBe(fault))

test('parts stand only when there is such a thing; what people typed is neither escaped nor read as a template', () => {
  const text = '{{#product}}О «{{product}}».{{/product}}{{^product}}Без товара.{{/product}} {{answer}}'
  expect(renderTemplate(text, facts({ answer: 'a < b & {{number}}' }))).toBe('Без товара. a < b & {{number}}')
  expect(renderTemplate(text, facts({ product: 'Лист 3"' }))).toBe('О «Лист 3"». ')
})

test('a part that is left out leaves no hole', () => {
  expect(
    renderTemplate('Здравствуйте!\n\n{{#findings}}{{findings}}\n\n{{/findings}}\n\nС уважением', facts({})),
  ).toBe('Здравствуйте!\n\nС уважением')
})

test('it is said which fields the letter lacks: those that are named and empty, where they are said at all', () => {
  const text =
    '{{number}} {{person}} {{#product}}{{product}} {{answer}}{{/product}} {{^handler}}{{findings}}{{/handler}}'
  expect(emptyFields(text, facts({}))).toEqual(['person', 'findings'])
  expect(emptyFields(text, facts({ person: 'Анна', product: 'Лист', handler: 'Пётр' }))).toEqual(['answer'])
})
