/** Administering the hub on screen: a user from the invitation to being switched off, a role, a skill, a queue, the traces. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { houseOf } from '#server/app.ts'
import { inTransaction } from '#server/platform/database.ts'
import { putEffect } from '#server/platform/outbox.ts'
import { startWorker } from '#workers/worker.ts'
import { expectAccessible, faultsOf, lineIs, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'

let hub: Hub
let browser: Browser
let page: Page

beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser()
  page = await openPage(browser)
  await signInAs(page, hub.url, 'administrator', '/administration/users')
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const heading = (target: Page, name: string) => target.getByRole('heading', { level: 1, name })
const save = (section: string) =>
  page.getByRole('region', { name: section }).getByRole('button', { name: 'Сохранить' }).click()

describe('a user', () => {
  const NEW_PASSWORD = 'тихая пристань у моря'

  it('is invited, chooses a password by the link, and comes in', async () => {
    await page.getByRole('button', { name: 'Пригласить' }).click()
    const dialog = page.getByRole('dialog', { name: 'Новый пользователь' })
    await dialog.getByRole('button', { name: 'Пригласить' }).click()
    await dialog.getByText('Заполните это поле.').first().waitFor()
    await expectAccessible(page)
    await dialog.getByLabel('Имя и фамилия').fill('Нина Полякова')
    await dialog.getByLabel('Электронная почта').fill('Nina@Example.test')
    await dialog.getByLabel('Оператор').check()
    await dialog.getByRole('button', { name: 'Пригласить' }).click()
    const link = (await dialog.getByText(/\/password#/).textContent()) ?? ''
    await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
    await page.getByRole('link', { name: 'Нина Полякова' }).waitFor()

    const hers = await openPage(browser)
    await hers.goto(link)
    await heading(hers, 'Добро пожаловать, Нина Полякова').waitFor()
    await hers.getByLabel('Новый пароль', { exact: true }).fill('1234567890')
    await hers.getByRole('button', { name: 'Сохранить пароль' }).click()
    await hers.getByText('Такой пароль пробуют первым', { exact: false }).waitFor()
    await expectAccessible(hers)
    await hers.getByLabel('Новый пароль', { exact: true }).fill(NEW_PASSWORD)
    await hers.getByRole('button', { name: 'Сохранить пароль' }).click()
    await hers.getByRole('link', { name: 'Ко входу' }).click()
    await hers.getByLabel('Электронная почта').fill('nina@example.test')
    await hers.getByLabel('Пароль', { exact: true }).fill(NEW_PASSWORD)
    await hers.keyboard.press('Enter')
    await lineIs(hers, 'live')
    await hers.goto(`${hub.url}/account`)
    await heading(hers, 'Пароль и сеансы').waitFor()

    await page.getByRole('link', { name: 'Нина Полякова' }).click()
    await page.getByRole('button', { name: 'Отключить' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Отключить' }).click()
    await page.getByText('Отключён').waitFor()
    await hers.getByRole('dialog', { name: 'Сеанс окончен — войдите снова' }).waitFor({ timeout: 5_000 })
    expect(faultsOf.get(hers)).toEqual([])
    await hers.context().close()
  })

  it('edited by two at once is not overwritten unseen', async () => {
    await page.goto(`${hub.url}/administration/users/${hub.company.users.agent}`)
    const name = page.getByRole('region', { name: 'Сведения' }).getByLabel('Имя и фамилия')
    await name.fill('Имя из окна')
    const other = await hub.as('administrator')
    const { version } = (await other.get(`/api/users/${hub.company.users.agent}`)).body
    await other.patch(`/api/users/${hub.company.users.agent}`, { version, name: 'Имя из другого окна' })
    await save('Сведения')
    await page.getByText('Отличается: Имя и фамилия.').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Показать сохранённое' }).click()
    expect(await name.inputValue()).toBe('Имя из другого окна')
    await name.fill('Имя из окна')
    await save('Сведения')
    await heading(page, 'Имя из окна').waitFor()
  })

  it('asks before unsaved input is left', async () => {
    await page.getByRole('region', { name: 'Сведения' }).getByLabel('Имя и фамилия').fill('Передумала')
    await page.getByRole('link', { name: 'Навыки' }).click()
    const question = page.getByRole('alertdialog', { name: 'Уйти, не сохранив?' })
    await question.waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    expect(
      await page.getByRole('region', { name: 'Сведения' }).getByLabel('Имя и фамилия').inputValue(),
    ).toBe('Передумала')
    await page.getByRole('link', { name: 'Навыки' }).click()
    await page.getByRole('button', { name: 'Уйти без сохранения' }).click()
    await heading(page, 'Навыки').waitFor()
  })
})

describe('skills, queues and roles', () => {
  it('a skill is made, given to an agent, and wanted by a queue', async () => {
    await page.getByRole('button', { name: 'Новый навык' }).click()
    const dialog = page.getByRole('dialog', { name: 'Новый навык' })
    await dialog.getByLabel('Код').fill('Прокат')
    await dialog.getByLabel('По-русски').fill('Прокат')
    await dialog.getByLabel('По-английски').fill('Rolled steel')
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
    await dialog.getByText('Латинские строчные буквы', { exact: false }).waitFor()
    await dialog.getByLabel('Код').fill('rolled')
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
    await page.getByRole('cell', { name: 'Прокат', exact: true }).waitFor()

    await page.goto(`${hub.url}/administration/users/${hub.company.users.agent}`)
    await page.getByLabel('Уровень: Прокат').fill('7')
    await save('Навыки')
    await page.getByText('Навыки сохранены.').first().waitFor()
    const { skills } = (
      await (await hub.as('administrator')).get(`/api/users/${hub.company.users.agent}/skills`)
    ).body
    expect(skills.map((skill: { level: number }) => skill.level)).toContain(7)

    await page.goto(`${hub.url}/administration/queues/${hub.company.queues.delivery}`)
    await page.getByRole('button', { name: 'Добавить навык' }).click()
    await page.getByRole('menuitem', { name: 'Прокат' }).click()
    await page.getByRole('button', { name: 'Ступень' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Сохранить' }).first().click()
    await page.getByText('Правила действуют со следующего решения', { exact: false }).first().waitFor()
    const queue = (await (await hub.as('administrator')).get(`/api/queues/${hub.company.queues.delivery}`))
      .body
    expect(queue.needs).toContainEqual({
      skill: 'rolled',
      rings: [
        { afterMs: 0, minLevel: 5 },
        { afterMs: 60_000, minLevel: 4 },
      ],
    })
  })

  it('a new role takes its rights from another', async () => {
    await page.goto(`${hub.url}/administration/roles/new`)
    await page.getByLabel('Код').fill('trainee')
    await page.getByLabel('Название по-русски').fill('Стажёр')
    await page.getByLabel('Название по-английски').fill('Trainee')
    await page.getByRole('button', { name: 'Взять права у роли' }).click()
    await page.getByRole('menuitem', { name: 'Оператор' }).click()
    await page.getByLabel('Видеть карточки клиентов: Отдел').check()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Новая роль' }).click()
    await page.getByRole('link', { name: 'Стажёр' }).waitFor()
    const { roles } = (await (await hub.as('administrator')).get('/api/roles')).body
    const made = roles.find((role: { code: string }) => role.code === 'trainee')
    expect(made.grants).toMatchObject({ 'client.read': 'department', 'agent.self': 'own' })
  })
})

describe('the traces', () => {
  it('lie in the audit and in the outgoing box', async () => {
    await page.goto(`${hub.url}/administration/audit`)
    await page.getByRole('cell', { name: 'Новая роль' }).waitFor()
    await page.goto(`${hub.url}/administration/outbox`)
    await page.getByText('Почтовый сервер не задан', { exact: false }).waitFor()
    await page
      .getByRole('button', { name: /^Открыть письмо/ })
      .first()
      .click()
    await page.getByRole('dialog').getByText('Нина Полякова', { exact: false }).first().waitFor()
    await expectAccessible(page)
    expect(faultsOf.get(page)).toEqual([])
  })
})

describe('the background work', () => {
  it('shows every sweep, and sends again what has stopped', async () => {
    const { db } = hub.platform
    const worker = await startWorker(houseOf({ ...hub.platform, node: 'test-worker' }))
    await inTransaction(db, (trx) =>
      putEffect(trx, { kind: 'test.nobody', key: 'test:stopped', payload: {} }),
    )
    await db('outbox')
      .where({ key: 'test:stopped' })
      .update({ state: 'dead', attempts: 12, last_error: 'no' })
    await worker.writeLedger()
    await page.goto(`${hub.url}/administration/jobs`)
    const sweeps = page.getByRole('region', { name: 'Обходы' })
    await sweeps.getByRole('row', { name: /Вызовы операторам.*Работает/ }).waitFor()
    await page.getByRole('region', { name: 'Побудки в Redis' }).getByText('На своё время').waitFor()
    await expectAccessible(page)
    const stopped = page.getByRole('region', { name: 'Остановленные отправки' })
    await stopped.getByRole('button', { name: 'Повторить: test.nobody' }).click()
    await stopped.getByText('Остановленных нет').waitFor()
    await page
      .getByRole('region', { name: 'Ждёт отправки' })
      .getByRole('cell', { name: 'test.nobody' })
      .waitFor()
    const row = await db('outbox').where({ key: 'test:stopped' }).first()
    expect(row).toMatchObject({ state: 'pending', attempts: 0 })
    await worker.stop()
    expect(faultsOf.get(page)).toEqual([])
  })
})
