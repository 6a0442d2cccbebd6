/** A list's filter kept in the page's address: it survives a reload, and a link or the way back leads to it. */
import { reactive, watch } from 'vue'
import { type LocationQuery, useRoute, useRouter } from 'vue-router'

/** What the address says, where it says anything; `blank` elsewhere. */
export const filterOf = <F extends Record<string, string>>(blank: F, query: LocationQuery): F =>
  Object.fromEntries(
    Object.entries(blank).map(([key, value]) => [key, typeof query[key] === 'string' ? query[key] : value]),
  ) as F

/** What of the filter stands in the address: only what differs from blank. */
export const queryOf = <F extends Record<string, string>>(blank: F, filter: F): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter(([key, value]) => value !== '' && value !== blank[key]))

/** Reactive; change its fields. Every value is a text, as an address holds it. */
export const useRouteFilter = <F extends Record<string, string>>(blank: F): F => {
  const route = useRoute()
  const router = useRouter()
  const page = route.path
  const filter = reactive(filterOf(blank, route.query)) as F
  const same = () =>
    JSON.stringify(queryOf(blank, filterOf(blank, route.query))) === JSON.stringify(queryOf(blank, filter))
  // On the way to another page the address is already that page's: not ours to read or write.
  const mine = () => route.path === page
  watch(filter, () => {
    if (mine() && !same()) void router.replace({ query: queryOf(blank, filter) })
  })
  watch(
    () => route.query,
    (query) => {
      if (mine() && !same()) Object.assign(filter, filterOf(blank, query))
    },
  )
  return filter
}
