/** What is looked for: a word of nobody else's, numbers that belong to it, and the word as it sounds. */
export const MARK = 'Zuydmark'
export const PHONE = '9161234599'
export const marks = [MARK, 'zuidmark', PHONE, '40400404', 'zuyd.person']

export const at = () => new Date()
export const text = (what: string) => `${MARK} ${what} +7 916 123-45-99`
