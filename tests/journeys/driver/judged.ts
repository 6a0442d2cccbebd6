/** Pages that axe judges as somebody goes through them, in a language and a look. */
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { faultsOf, openPage, type Sight, signInAs, violationsOf } from '../../harness/browser.ts'
import type { Hub } from '../../harness/hub.ts'
import { userOfRole } from './inhabit.ts'
import { setLanguageOf } from './people.ts'

export type Seen = Required<Pick<Sight, 'language' | 'look'>>
export const RU_LIGHT: Seen = { language: 'ru', look: 'light' }
export const EN_DARK: Seen = { language: 'en', look: 'dark' }
export const RU_DARK: Seen = { language: 'ru', look: 'dark' }
export const EN_LIGHT: Seen = { language: 'en', look: 'light' }

/** `within`: where the page behind is out of reach, the part that is not. */
export type Judge = (what: string, within?: string) => Promise<void>
type Walk = (page: Page, judge: Judge) => Promise<void>

/** A page that is judged as it goes: at the end all that was found is told at once. */
export const judged = async (browser: Browser, sight: Seen, walk: Walk): Promise<void> => {
  const page = await openPage(browser, sight)
  const found: Record<string, string[]> = {}
  const told = () => Object.keys(found).length > 0 && `so far: ${JSON.stringify(found, null, 1)}`
  try {
    await walk(page, async (what, within) => {
      const violations = await violationsOf(page, within)
      if (violations.length > 0) found[what] = violations
    }).catch((error: Error) => {
      throw told() ? new Error(`${error.message}\n${told()}`, { cause: error }) : error
    })
    expect(found, JSON.stringify(found, null, 1)).toEqual({})
    expect(faultsOf.get(page)).toEqual([])
  } finally {
    await page.context().close()
  }
}

/** Signed in by the form as who holds the role, at a page that asks for little. */
export const judgedAs = async (
  { hub, browser }: { hub: Hub; browser: Browser },
  role: string,
  sight: Seen,
  walk: Walk,
): Promise<void> => {
  await setLanguageOf(hub, userOfRole(role), sight.language)
  await judged(browser, sight, async (page, judge) => {
    await signInAs(page, hub.url, userOfRole(role), '/account')
    await walk(page, judge)
  })
}
