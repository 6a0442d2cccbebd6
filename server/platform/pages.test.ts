/** What a page is sent with, where it is opened by https. */
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, test } from 'vitest'
import { secureHeaders } from './pages.ts'

const headersAt = async (host: string, https: boolean): Promise<Headers> => {
  const app = express().set('trust proxy', 1).use(secureHeaders(https))
  app.get('/', (_request, response) => void response.end())
  const server = app.listen(0)
  try {
    const { port } = server.address() as AddressInfo
    const { headers } = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-forwarded-host': host } })
    return headers
  } finally {
    server.close()
  }
}

test('only by https, and never at the machine’s own name, is a browser held to https', async () => {
  const heldTo = async (host: string, https = true) =>
    (await headersAt(host, https)).get('strict-transport-security')
  expect(await heldTo('hub.example.com')).toContain('max-age=')
  for (const own of ['localhost', 'localhost:3000', 'one.localhost']) expect(await heldTo(own)).toBeNull()
  expect(await heldTo('hub.example.com', false)).toBeNull()
})

test('the rest guards every page', async () => {
  for (const https of [true, false]) {
    const headers = await headersAt('localhost', https)
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
  }
})
