/** `YYYY-MM-DD` of a moment, epoch ms, by this machine's clock. */
export const dayOf = (at: number): string => {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
