/** The API document as a page: no program in it, nothing from outside, folds that the browser itself opens. */
import { apiTexts } from '#shared/identity/api-words.ts'
import type { ApiDocument, Operation, Schema } from '#shared/platform/openapi.ts'
import { schemaText } from '#shared/platform/schema-text.ts'
import { pageStyle } from './api-page.style.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

type Texts = ReturnType<typeof apiTexts>
type Listed = { path: string; method: string; operation: Operation }

const jsonOf = (part: Schema | undefined): Schema | undefined => {
  const content = (part?.content ?? {}) as Record<string, { schema?: Schema }>
  return content['application/json']?.schema
}

const block = (title: string, text: string): string =>
  `<h3>${escaped(title)}</h3><pre tabindex="0" aria-label="${escaped(title)}">${escaped(text)}</pre>`

const parameterText = ({ name, required, schema }: Schema): string =>
  `${name}${required ? '' : '?'}: ${schemaText(schema as Schema)}`

const refusals = (operation: Operation, t: Texts): string => {
  const rows = Object.entries(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, { description }]) => `<dt>${status}</dt><dd>${escaped(String(description))}</dd>`)
  return rows.length === 0 ? '' : `<h3>${escaped(t.errors)}</h3><dl>${rows.join('')}</dl>`
}

const replyText = (operation: Operation): string => {
  const [status = '', response] = Object.entries(operation.responses)[0] ?? []
  const schema = jsonOf(response)
  const media = Object.keys((response?.content ?? {}) as object)[0]
  return `${status} ${schema ? schemaText(schema) : (media ?? '')}`.trim()
}

const operationHtml = ({ path, method, operation }: Listed, t: Texts): string => {
  const { parameters = [], requestBody, security } = operation
  const gate = operation['x-permission']
  const body = jsonOf(requestBody)
  const closed = security.length > 0 && !security.some((one) => 'token' in one)
  return `<details id="${operation.operationId}"><summary><span class="method ${method}">${method.toUpperCase()}</span>
<code>${escaped(path)}</code><span class="gate">${escaped(operation.summary)}</span></summary><div>
<p>${escaped(t.right)}: <code>${escaped(gate)}</code> — ${escaped(operation.summary)}</p>
${closed ? `<p>${escaped(t.session)}</p>` : ''}
${parameters.length > 0 ? block(t.query, parameters.map(parameterText).join('\n')) : ''}
${body ? block(t.body, schemaText(body)) : ''}
${block(t.reply, replyText(operation))}
${refusals(operation, t)}</div></details>`
}

export const apiPage = (document: ApiDocument, language: 'ru' | 'en'): string => {
  const t = apiTexts(language)
  const all: Listed[] = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = document.tags.map(({ name }) => name)
  const sections = tags.map((tag) => {
    const listed = all.filter(({ operation }) => operation.tags.includes(tag))
    return `<section aria-labelledby="tag-${tag}"><h2 id="tag-${tag}">${tag}</h2>${listed.map((one) => operationHtml(one, t)).join('')}</section>`
  })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(t.title)}</title>
<style>${pageStyle}</style></head><body>
<nav aria-label="${escaped(t.sections)}"><a class="home" href="/">${escaped(t.back)}</a>
<ul>${tags.map((tag) => `<li><a href="#tag-${tag}">${tag}</a></li>`).join('')}</ul></nav>
<main><h1>${escaped(t.title)}</h1><p>${escaped(t.description)}</p>
<p><a href="/api/openapi.json">${escaped(t.json)}</a></p>${sections.join('')}</main></body></html>`
}
