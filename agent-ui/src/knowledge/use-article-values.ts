/** Values of an article's history in words: what is stored as an id has a name. */
import { computed } from 'vue'
import { readArticleChoices } from '#shared/knowledge/article.contract.ts'
import { listProducts } from '#shared/sales/product.contract.ts'
import { useLiveQuery } from '../platform/live-query.ts'
import { named } from '../platform/named.ts'
import { topicName } from '../platform/words.ts'

export const useArticleValues = () => {
  const { data: choices } = useLiveQuery(readArticleChoices, {})
  const { data: products } = useLiveQuery(listProducts, {})
  const names = computed(
    () =>
      new Map(
        [
          ...(choices.value?.categories ?? []),
          ...(products.value?.products ?? []),
          ...(products.value?.groups ?? []),
        ].map((one) => [one.id, named(one)]),
      ),
  )
  return (field: string, value: unknown): string | undefined => {
    if (typeof value !== 'string') return undefined
    return field === 'topic' ? topicName(value) : names.value.get(value)
  }
}
