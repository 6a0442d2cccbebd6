/** The built screens and the headers that guard them. Plain http on a LAN works too: nothing here forces https. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, type Router } from 'express'
import helmet from 'helmet'

const folder = fileURLToPath(new URL('../../agent-ui/dist', import.meta.url))

/**
 * A browser that hears it at `localhost` asks every port of that machine by https from then on, for a year: the next
 * `npm start` would not open.
 */
const ownMachine = /(^|\.)localhost$/

const httpsFromNowOn = (): RequestHandler => {
  const say = helmet.strictTransportSecurity()
  return (request, response, next) =>
    ownMachine.test(request.hostname ?? '') ? next() : say(request, response, next)
}

/** Over plain http there is no HSTS and no `upgrade-insecure-requests`: pages must load and explain themselves. */
export const secureHeaders = (https: boolean): RequestHandler[] => [
  ...(https ? [httpsFromNowOn()] : []),
  helmet({
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        // Component libraries place popups by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
      },
    },
  }),
]

/** Hashed assets are kept for ever; the pages themselves are asked for anew. Any other path is a screen's own. */
export const servePages = (router: Router): void => {
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }),
  )
  router.use(express.static(folder, { index: false, maxAge: 0 }))
  const page =
    (name: string): RequestHandler =>
    (_request, response) => {
      const path = join(folder, name)
      if (!existsSync(path)) {
        response.status(503).type('text').send('The screens are not built yet: npm run build')
        return
      }
      response.setHeader('cache-control', 'no-cache')
      response.sendFile(path)
    }
  router.get('/call', page('call.html'))
  router.get('/follow', page('claim.html'))
  router.get('/claim', page('claim.html'))
  router.get(/^(?!\/(api|socket\.io|assets)(\/|$)).*/, page('index.html'))
}
