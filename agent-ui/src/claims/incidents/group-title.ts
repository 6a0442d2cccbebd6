/** What the claims of a group have in common, in words. */
import type { ShownGroup } from '#shared/claims/incidents/incident.contract.ts'
import { named } from '../../platform/named.ts'
import { useIncidentsWords } from './words.ts'

const { t } = useIncidentsWords()

export const groupTitle = ({ batch, product, category }: ShownGroup): string =>
  batch === null
    ? [product, category].flatMap((one) => (one ? [named(one)] : [])).join(' · ')
    : t('groups.batch', { batch })
