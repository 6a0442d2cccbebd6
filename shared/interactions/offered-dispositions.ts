/** Which results an agent may close a contact of a queue with. Pure. */

type OfQueues = { id: string; parentId: string | null; queueIds: readonly string[] | null }

/**
 * Those that are of the contact's queue, or of all; what a heading is of, all below it are. Where a queue would be left with
 * none, all are offered: no contact stays open for want of a result.
 * @param choosable what may be chosen at all, in order
 * @param all the whole list, headings too
 * @param queueId null: the contact came by no queue
 */
export const offeredTo = <T extends OfQueues>(
  choosable: readonly T[],
  all: readonly OfQueues[],
  queueId: string | null,
): T[] => {
  const isOf = ({ queueIds }: OfQueues) =>
    queueIds === null || (queueId !== null && queueIds.includes(queueId))
  const offered = choosable.filter((one) => {
    const heading = all.find(({ id }) => id === one.parentId)
    return isOf(one) && (!heading || isOf(heading))
  })
  return offered.length > 0 ? offered : [...choosable]
}
