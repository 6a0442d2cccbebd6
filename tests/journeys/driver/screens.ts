/** The screens of a running house, by its own router: which there are, and going to one without loading the house anew. */
import type { Page, Route } from 'playwright-core'
import type { Permission } from '#shared/identity/permissions.ts'

export type Screen = {
  /** As the router has it: `/claims/:id`. */
  path: string
  public: boolean
  /** One of them is enough; none: whoever is signed in. */
  permissions: Permission[]
}

const ROUTER = `document.querySelector('#app').__vue_app__.config.globalProperties.$router`

export const screensOf = async (page: Page): Promise<Screen[]> => {
  const all: Screen[] = await page.evaluate(
    `${ROUTER}.getRoutes().map(({ path, meta }) => ({
      path,
      public: meta.public === true,
      permissions: [meta.permission ?? []].flat(),
    }))`,
  )
  return all.filter(({ path }, index) => all.findIndex((one) => one.path === path) === index)
}

/** Opens a page as a link would; it may still be asking for what it shows. */
export const open = async (page: Page, path: string): Promise<void> => {
  await page.evaluate(`${ROUTER}.push(${JSON.stringify(path)}).then(() => undefined)`)
  await page.evaluate('new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))')
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Opens a page and waits until it has what it asked for. */
export const visit = async (page: Page, path: string): Promise<void> => {
  await open(page, path)
  await page.locator('[data-loading], [aria-busy=true]').first().waitFor({ state: 'detached' })
}

/** Opens a page whose questions stay unanswered; the reply lets all of them fail. */
export const openHeld = async (page: Page, path: string): Promise<() => Promise<void>> => {
  const held: Route[] = []
  const every = '**/api/**'
  const error = { code: 'internal', status: 500, requestId: 'of-the-tests' }
  const refuse = (route: Route) => route.fulfill({ status: 500, json: { error } })
  await page.route(every, (route) => void held.push(route))
  await open(page, path)
  return async () => {
    await Promise.all(held.map(refuse))
    await page.unroute(every)
    await page.getByRole('alert').filter({ hasText: 'of-the-tests' }).first().waitFor()
  }
}
