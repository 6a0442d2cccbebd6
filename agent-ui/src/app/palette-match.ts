/** Finding a section by a part of its name, also when it was typed on the other keyboard layout. */
const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const cyrillic = 'йцукенгшщзхъфывапролджэячсмитьбюё'

const swapped = (text: string, from: string, to: string) =>
  [...text].map((letter) => to[from.indexOf(letter)] ?? letter).join('')

/** `rkbtyns` is «клиенты» with the wrong layout on, and `сдшутеы` is "clients". */
export const onOtherLayout = (text: string): string => {
  const lower = text.toLowerCase()
  return /[а-яё]/.test(lower) ? swapped(lower, cyrillic, latin) : swapped(lower, latin, cyrillic)
}

export const matches = (label: string, typed: string): boolean => {
  const wanted = typed.trim().toLowerCase()
  const text = label.toLowerCase()
  return text.includes(wanted) || text.includes(onOtherLayout(wanted))
}
