/** Setting the house up on screen: a calendar drawn, saved, looked at as it was, and brought back. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, faultsOf, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'

let hub: Hub
let browser: Browser
let page: Page

beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser()
  page = await openPage(browser)
  await signInAs(page, hub.url, 'administrator', '/administration/calendars')
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const day = (date: string) => page.locator(`[data-date="${date}"]`).first()
/** As text: the types of these tests know no page. */
const focusedDay = (): Promise<unknown> => page.evaluate("document.activeElement?.getAttribute('data-date')")
const weekday = (name: string) => page.getByRole('textbox', { name, exact: true })
const kindOf = (date: string) => day(date).getAttribute('data-kind')
const calendars = async () => {
  const { calendars: all } = (await (await hub.as('administrator')).get('/api/calendars')).body
  return all as { id: string; code: string; exceptions: { date: string; intervals: object[] }[] }[]
}

describe('a calendar', () => {
  it('is made, and its week typed', async () => {
    await page.getByRole('button', { name: 'Новый календарь' }).click()
    const dialog = page.getByRole('dialog', { name: 'Новый календарь' })
    await dialog.getByLabel('Название по-русски').fill('Склад')
    await dialog.getByLabel('Название по-английски').fill('Warehouse')
    await dialog.getByLabel('Код', { exact: true }).fill('warehouse')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Новый календарь' }).click()
    await heading('Склад').waitFor()
    await weekday('Понедельник').fill('с утра')
    await page.getByRole('alert').getByText('Пишите часы так', { exact: false }).waitFor()
    await weekday('Понедельник').fill('9-13, 14:00-18:00')
    await page.getByRole('button', { name: 'Сохранить календарь' }).click()
    await page.getByText('Календарь сохранён', { exact: false }).first().waitFor()
    expect(await weekday('Понедельник').inputValue()).toBe('9:00–13:00, 14:00–18:00')
  })

  it('takes the holidays of a country after they were shown', async () => {
    await page.getByRole('button', { name: 'Праздники страны' }).click()
    const dialog = page.getByRole('dialog', { name: 'Праздники страны за год' })
    await dialog.getByRole('spinbutton', { name: 'Год' }).fill('2026')
    await dialog.getByRole('cell', { name: 'День России' }).waitFor()
    await dialog.getByRole('cell', { name: 'Выходной, перенесён с 3 января' }).waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Добавить в календарь' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await kindOf('2026-06-12')).toBe('day-off')
    expect(await kindOf('2026-06-11')).toBe('other-hours')
  })

  it('has its days walked and changed by the keyboard alone', async () => {
    // The dialog that closed gives the focus back to its button a moment later.
    await expect
      .poll(async () => {
        await day('2026-06-12').focus()
        await page.waitForTimeout(200)
        return focusedDay()
      })
      .toBe('2026-06-12')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    expect(await focusedDay()).toBe('2026-06-20')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Свои часы').waitFor()
    await dialog.getByRole('radio', { name: 'Свои часы' }).focus()
    await page.keyboard.press('Space')
    await dialog.getByRole('textbox', { name: 'Свои часы' }).fill('10-15')
    await dialog.getByRole('textbox', { name: 'Название или причина' }).fill('Инвентаризация')
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await kindOf('2026-06-20')).toBe('moved')
    await page.getByRole('button', { name: 'Сохранить календарь' }).click()
    await page.getByRole('button', { name: 'Вернуть версию 2' }).waitFor()
    const made = (await calendars()).find(({ code }) => code === 'warehouse')!
    expect(made.exceptions).toContainEqual({
      date: '2026-06-20',
      intervals: [{ from: 600, to: 900 }],
      name: 'Инвентаризация',
    })
  })

  it('is looked at as it was, and brought back', async () => {
    await page.getByRole('button', { name: 'Посмотреть версию 2' }).click()
    const dialog = page.getByRole('dialog', { name: 'Версия 2' })
    await dialog.getByText('9:00–13:00, 14:00–18:00').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Вернуть версию 2' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Вернуть' }).click()
    await page.getByRole('button', { name: 'Вернуть версию 3' }).waitFor()
    const made = (await calendars()).find(({ code }) => code === 'warehouse')!
    expect(made.exceptions).toEqual([])
  })

  it('says before it is saved which queues would close, and is not overwritten unseen', async () => {
    const { calendar_id: id } = await hub.platform
      .db('queues')
      .where({ code: 'sales-ru' })
      .first('calendar_id')
    await page.goto(`${hub.url}/administration/calendars/${id}`)
    await weekday('Понедельник').waitFor()
    for (const name of ['Понедельник', 'Вторник', 'Среда', 'Четверг', 'Пятница', 'Суббота', 'Воскресенье'])
      await weekday(name).fill('')
    await weekday('Понедельник').fill('3:00-3:01')
    await page
      .locator('[data-effect]')
      .getByText(/закроется сразу|откроется в другое время/)
      .first()
      .waitFor()
    const other = await hub.as('administrator')
    const { version } = (await other.get(`/api/calendars/${id}`)).body
    await other.patch(`/api/calendars/${id}`, { version, nameRu: 'Другое имя' })
    await page.getByRole('button', { name: 'Сохранить календарь' }).click()
    await page.getByText(/Отличается: .*Название по-русски/).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Показать сохранённое' }).click()
    await heading('Другое имя').waitFor()
    expect(faultsOf.get(page)).toEqual([])
  })
})

describe('the rest of the organisation', () => {
  it('a market is made, and its language changed', async () => {
    await page.goto(`${hub.url}/administration/markets`)
    await page.getByRole('button', { name: 'Новый рынок' }).click()
    const dialog = page.getByRole('dialog', { name: 'Новый рынок' })
    await dialog.getByLabel('Код', { exact: true }).fill('kz')
    await dialog.getByLabel('Название по-русски').fill('Казахстан')
    await dialog.getByLabel('Название по-английски').fill('Kazakhstan')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Новый рынок' }).click()
    await page.getByRole('link', { name: 'Казахстан' }).click()
    await heading('Казахстан').waitFor()
    await page.getByLabel('Название по-английски').fill('Qazaqstan')
    await page.getByRole('button', { name: 'Сохранить рынок' }).click()
    await page.getByText('Рынок сохранён.').first().waitFor()
    const { markets } = (await (await hub.as('administrator')).get('/api/markets')).body
    expect(markets).toContainEqual(expect.objectContaining({ code: 'kz', nameEn: 'Qazaqstan', version: 2 }))
  })

  it('a department is made inside another, renamed and closed; one with people in it is not', async () => {
    await page.goto(`${hub.url}/administration/departments`)
    await page.getByRole('button', { name: 'Новый отдел' }).click()
    const dialog = page.getByRole('dialog', { name: 'Новый отдел' })
    await dialog.getByLabel('Название по-русски').fill('Опт')
    await dialog.getByLabel('Название по-английски').fill('Wholesale')
    await dialog.getByLabel('Код', { exact: true }).fill('wholesale')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Новый отдел' }).click()
    await page.getByRole('button', { name: 'Изменить: Опт', exact: true }).click()
    const edit = page.getByRole('dialog', { name: 'Отдел «Опт»' })
    await edit.getByLabel('Название по-русски').fill('Оптовые продажи')
    await expectAccessible(page)
    await edit.getByRole('button', { name: 'Сохранить' }).click()
    await page.getByRole('button', { name: 'Закрыть: Оптовые продажи' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Закрыть' }).click()
    await page.getByRole('button', { name: 'Открыть: Оптовые продажи' }).waitFor()
    const { department_id: id } = await hub.platform
      .db('users')
      .where({ id: hub.company.users.agent })
      .first('department_id')
    const { name_ru: name } = await hub.platform.db('departments').where({ id }).first('name_ru')
    await page.getByRole('button', { name: `Закрыть: ${name}`, exact: true }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Закрыть' }).click()
    await page.getByText('В отделе ещё есть кто-то или что-то', { exact: false }).first().waitFor()

    await page.goto(`${hub.url}/administration/departments`)
    await page.getByText('Оптовые продажи').first().waitFor()
    const yesterday = new Date(hub.clock.now() - 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel('Дерево на день').fill(yesterday)
    await page.getByText('Таким дерево было в конце дня', { exact: false }).waitFor()
    await page.getByText('Оптовые продажи').waitFor({ state: 'detached' })
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Показать нынешнее' }).click()
    await page.getByText('Оптовые продажи').first().waitFor()
  })

  it('a disposition is added under a heading, moved and switched off', async () => {
    await page.goto(`${hub.url}/administration/dictionaries`)
    await page.getByRole('button', { name: 'Добавить под заголовок «Справка»' }).click()
    const dialog = page.getByRole('dialog', { name: 'Добавить: Итоги обращений' })
    await dialog.getByLabel('По-русски').fill('Справка о наличии')
    await dialog.getByLabel('По-английски').fill('Stock asked for')
    await dialog.getByLabel('Код', { exact: true }).fill('information.stock')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Добавить', exact: true }).click()
    await page.getByRole('button', { name: 'Изменить: Справка о наличии' }).waitFor()
    await page.getByRole('button', { name: 'Выше: Справка', exact: true }).click()
    await page.getByRole('button', { name: 'Выключить: Ошибка номером' }).click()
    await page.getByRole('button', { name: 'Включить: Ошибка номером' }).waitFor()
    const offered = (await (await hub.as('agent')).get('/api/dispositions')).body
    expect(offered.map(({ code }: { code: string }) => code)).toEqual([
      'resolved',
      'quote',
      'call-back',
      'information.stock',
      'claim',
    ])
    // Anew: no word of a deed stands in the corner any more.
    await page.goto(`${hub.url}/administration/dictionaries`)
    await page.getByRole('combobox', { name: 'Справочник' }).click()
    await page.getByRole('option', { name: 'Причины отказа' }).click()
    await page.getByRole('button', { name: 'Изменить: Дорого', exact: true }).waitFor()
    await expectAccessible(page)
    expect(faultsOf.get(page)).toEqual([])
  })
})
