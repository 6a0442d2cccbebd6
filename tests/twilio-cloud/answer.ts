/** What the REST side is asked, and answers. */
export type Asked = {
  method: string
  path: string
  query: URLSearchParams
  form: URLSearchParams
  auth: string
}
export type Answer = { status: number; json?: unknown; wav?: Buffer; drop?: boolean }

export const refusal = (status: number, code: number, message: string): Answer => ({
  status,
  json: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
})
export const NOT_FOUND = refusal(404, 20404, 'The requested resource was not found')
