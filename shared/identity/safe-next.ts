/** Where a sign-in may lead on to. */

/**
 * Only a path of this hub: `?next=//elsewhere` would carry the user away, and so would a blank that browsers drop
 * before the second slash. The sign-in page itself leads nowhere.
 */
export const safeNext = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![\s/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
