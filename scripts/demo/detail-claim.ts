/** What one claim of the demo is about and what was decided: a product with its batch, amounts, a cause, by its stage. */
import { isGrave } from '#shared/claims/claim.policy.ts'
import { claimKindOf } from './claim-details.data.ts'
import type { Row } from './demo-rows.ts'
import { RATES } from './make-deals.ts'
import type { Random } from './random.ts'
import type { ClaimStory } from './write-claim.ts'

/** Metal of one melt is sold for about so long, ms: claims on it come together. */
const MELT_MS = 12 * 86_400_000

/** By the code of the cause. */
export type CauseIds = ReadonlyMap<string, string>
export type ClaimDetailRows = {
  /** Columns of the claim itself. */
  columns: Row
  product: Row
}

export const detailClaim = (story: ClaimStory, causes: CauseIds, random: Random): ClaimDetailRows => {
  const kind = claimKindOf(story.category.code)
  const { client } = story.contact
  const made = (move: string) => story.life.steps.some((step) => step.move === move)
  const [judged, found] = [made('assess'), made('investigate')]
  const quantity = random.int(5, 220) / 10
  const claimed = random.chance(0.55) ? amountOf(story, quantity, 0.1 + random.next() * 0.5) : null
  // Money takes two to decide, so only a grave claim of the year ended with it.
  const paid = made('approve') && isGrave(story.severity) && claimed !== null
  const agreed = paid ? Math.round((claimed * random.int(4, 10)) / 10) : null
  const columns = {
    remedy_sought: random.weighted(kind.sought),
    remedy: paid ? 'discount' : made('propose') || made('answer') ? kind.given : null,
    order_number: random.chance(0.6) ? `З-${random.digits(5)}` : null,
    invoice_number: random.chance(0.7) ? random.digits(4) : null,
    claimed_minor: claimed,
    agreed_minor: agreed,
    currency: claimed === null ? null : client.currency,
    cause_id: found ? causes.get(random.weighted(kind.causes)) : null,
    safety: judged ? story.severity === 'critical' : null,
    complexity: judged ? random.weighted(COMPLEXITIES) : null,
    impact: judged ? kind[client.language].impact : null,
    immediate_action: judged ? kind[client.language].immediateAction : null,
  }
  const product = {
    claim_id: story.id,
    position: 0,
    product_id: story.product.id,
    quantity: String(quantity),
    unit: 't',
    batch: random.chance(kind.batchShare) ? batchOf(story) : null,
  }
  return { columns, product }
}

const COMPLEXITIES = [
  ['simple', 3],
  ['usual', 5],
  ['complex', 2],
] as const

/** Minor units of the client's currency. */
const amountOf = (story: ClaimStory, tonnes: number, share: number): number => {
  const rate = Number(RATES[story.contact.client.currency] ?? '1')
  return Math.round((tonnes * story.product.priceRub * share) / rate) * 100
}

/** The same for all claims on one product of about one time. */
const batchOf = ({ product, openedAt }: ClaimStory): string => {
  const melt = Math.floor(openedAt / MELT_MS)
  const furnace = [...product.nameEn].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  return `П-${1_000 + ((furnace * 37 + melt * 11) % 9_000)}`
}
