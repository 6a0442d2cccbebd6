/** What a letter is as a file. */
export const LETTER_KIND = 'application/pdf'
