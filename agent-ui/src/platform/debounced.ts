import { onScopeDispose, type Ref, ref, watch } from 'vue'

/** Follows `source` once it has been still for `ms`: a search is asked when the typing pauses. */
export const debounced = <T>(source: Readonly<Ref<T>>, ms: number): Readonly<Ref<T>> => {
  const settled = ref(source.value) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (value) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      settled.value = value
    }, ms)
  })
  onScopeDispose(() => clearTimeout(timer))
  return settled
}
