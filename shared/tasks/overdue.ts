/** How late a queue's task may be before those who look after the queues hear that nobody has taken it. */
export const UNCLAIMED_MS = 10 * 60_000
