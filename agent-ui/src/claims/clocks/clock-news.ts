/** A line of a claim's history about its clocks, in words. */
import type { ClockNews } from '#shared/claims/clock.contract.ts'
import type { Formats } from '../../platform/format.ts'
import { dueDateTime } from '../../tasks/due-moment.ts'
import type { useClocksWords } from './words.ts'

type Say = ReturnType<typeof useClocksWords>['t']

export const clockNewsIcon: Record<ClockNews['what'], string> = {
  held: 'i-lucide-pause',
  'hold-reminded': 'i-lucide-bell',
  'hold-ended': 'i-lucide-play',
  'client-wrote': 'i-lucide-message-square',
  'client-told': 'i-lucide-message-square-reply',
  changed: 'i-lucide-calendar-clock',
  step: 'i-lucide-arrow-up-right',
}

export const clockNewsText = (news: ClockNews, t: Say, formats: Formats): string => {
  const at = (ms: number) => dueDateTime(ms, formats)
  switch (news.what) {
    case 'held':
      return t('news.held', { what: t(`hold.waits.${news.waitsFor}`), at: at(news.endsAt) })
    case 'hold-reminded':
      return t('news.hold-reminded')
    case 'hold-ended':
      return t('news.hold-ended', { why: t(`hold.ended.${news.by}`) })
    case 'client-wrote':
      return t(news.starts ? 'news.client-wrote' : 'news.client-wrote-more')
    case 'client-told':
      return t('news.client-told', { by: t(`news.told.${news.by}`) })
    case 'changed':
      return changeText(news, t, at)
    case 'step':
      return stepText(news, t)
  }
}

const changeText = (
  { why, kind, from, to }: Extract<ClockNews, { what: 'changed' }>,
  t: Say,
  at: (ms: number) => string,
): string => {
  const change =
    from === null
      ? t(`news.added.${why}`, { to: at(to) })
      : t(`news.changed.${why}`, { from: at(from), to: at(to) })
  return kind ? `${t('news.step.of', { kind: t(`kinds.${kind}`) })} · ${change}` : change
}

/** What a step of escalation did; empty of one that only told, before whom was kept. */
const stepText = (news: Extract<ClockNews, { what: 'step' }>, t: Say): string =>
  [
    ...(news.kind ? [t('news.step.of', { kind: t(`kinds.${news.kind}`) })] : []),
    ...(news.notified.length > 0
      ? [t('news.step.told', { names: news.notified.map(({ name }) => name).join(', ') })]
      : []),
    ...(news.raisedTo === null ? [] : [t('news.step.raised', { n: news.raisedTo })]),
    ...(news.reassignedTo ? [t('news.step.reassigned', { name: news.reassignedTo.name })] : []),
  ].join(' · ')
