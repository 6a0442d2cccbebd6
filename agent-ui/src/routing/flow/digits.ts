/** Keys of a telephone, in the order they are given out. */
export const DIGITS = [...'1234567890*#']

/** The first key that no choice has yet. */
export const freeDigit = (choices: readonly { digit: string }[]): string =>
  DIGITS.find((digit) => !choices.some((choice) => choice.digit === digit)) ?? '1'
