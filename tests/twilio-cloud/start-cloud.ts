/** Starts the stand-in, and gives a test its strings. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { eventually } from '../harness/hub.ts'
import type { Shown, Wish } from './control.ts'

export type StandIn = {
  url: string
  wish(wish: Wish): Promise<Record<string, string>>
  show(): Promise<Shown>
  /** As a person: waits until this prompt's menu listens, and presses. */
  press(sid: string, menu: string, digit: string): Promise<void>
  /** No webhook is on its way. */
  settled(): Promise<Shown>
  stop(): void
}

export const startCloud = async (): Promise<StandIn> => {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const port = await new Promise<number>((ready, failed) => {
    child.once('message', (message: { port: number }) => ready(message.port))
    child.once('exit', (code) => failed(new Error(`the cloud ended with ${code}`)))
  })
  const url = `http://127.0.0.1:${port}`
  const show = async (): Promise<Shown> => (await fetch(`${url}/control`)).json() as Promise<Shown>
  const wish = async (body: Wish): Promise<Record<string, string>> => {
    const response = await fetch(`${url}/control`, { method: 'POST', body: JSON.stringify(body) })
    const answer = (await response.json()) as Record<string, string>
    if (!response.ok) throw new Error(answer.error)
    return answer
  }
  return {
    url,
    wish,
    show,
    press: (sid, menu, digit) =>
      eventually(async () => {
        const call = (await show()).calls.find((one) => one.sid === sid)
        if (!call?.menu?.some((prompt) => prompt.includes(menu)))
          throw new Error(`the caller is not in ${menu}: ${JSON.stringify(call)}`)
        await wish({ do: 'press', sid, digit })
      }, 30_000),
    settled: () =>
      eventually(async () => {
        const shown = await show()
        if (shown.pending > 0) throw new Error(`${shown.pending} webhooks are on their way`)
        return shown
      }, 30_000),
    stop: () => void child.disconnect(),
  }
}
