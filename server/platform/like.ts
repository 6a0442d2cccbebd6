/** For LIKE: the text anywhere, and each sign of it for itself, whatever it is. */
export const anywhere = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
