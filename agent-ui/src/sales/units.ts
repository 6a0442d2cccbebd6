/** Units of products in words; one that has none is shown by its code. */
import { useSalesWords } from './words.ts'

export const useUnits = () => {
  const { t, has } = useSalesWords()
  const unitText = (unit: string | null): string => {
    const key = `units.${unit}`
    return has(key) ? t(key) : (unit ?? '')
  }
  return { unitText }
}
