/** Which links open beside the call instead of leading away from it. */

export const besideKinds = ['claim', 'deal', 'task', 'interaction'] as const
export type BesideKind = (typeof besideKinds)[number]
export type BesideThing = { kind: BesideKind; id: string }

const PLACES = new RegExp(`^/(${besideKinds.join('|')})s/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)

/** What stands at a path; null for a page that does not open beside: a list, a form, another client. */
export const thingAt = (path: string): BesideThing | null => {
  const [, kind, id] = PLACES.exec(path) ?? []
  return kind && id ? { kind: kind as BesideKind, id } : null
}

/** The link that a plain click would follow; null where the browser is asked for another tab, or for nothing. */
export const linkOf = (event: MouseEvent): string | null => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest('a[href]:not([data-leave])') : null
  return link?.getAttribute('href') ?? null
}
