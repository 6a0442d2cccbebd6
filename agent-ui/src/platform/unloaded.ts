/** A piece of the screens that could not be fetched; a fault of the piece itself is another thing. */

/** As browsers and the build's loader word it. */
const UNLOADED = /dynamically imported module|importing a module script failed|unable to preload|preload CSS/i

export const isUnloaded = (error: unknown): boolean => error instanceof Error && UNLOADED.test(error.message)
