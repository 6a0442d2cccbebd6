const seconds = (sinceMs: number): string => `${Math.round((Date.now() - sinceMs) / 1000)} s`

/** One line of the launcher's talk. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** A line with the time of day, for what happens while the hub runs. */
export const sayNow = (line: string): void => say(`${new Date().toTimeString().slice(0, 8)}  ${line}`)

/** Does some work; when it lasts over 2 s, says what it is, every 5 s how long already, and at last that it is done. */
export const withProgress = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const began = Date.now()
  let said = false
  const first = setTimeout(() => {
    said = true
    say(`${what}…`)
  }, 1_900)
  const later = setInterval(() => say(`${what}… ${seconds(began)}`), 5_000)
  try {
    const result = await work()
    if (said) say(`${what}: done in ${seconds(began)}.`)
    return result
  } finally {
    clearTimeout(first)
    clearInterval(later)
  }
}
