/** The title of the task to tell an author what became of their suggestion, in the language of whoever decided. */
import type { SuggestionState } from './suggestion.state.ts'

const MOST = 200
/** Stands nowhere before the suggestion's own title: what follows it goes with an erasure. */
export const BEFORE_TITLE = ' — '

export const authorTaskTitle = (
  language: 'ru' | 'en',
  suggestion: { number: number; title: string; state: SuggestionState },
): string => {
  const { number, title, state } = suggestion
  const outcome = {
    ru: state === 'released' ? 'выполнено' : 'отклонено',
    en: state === 'released' ? 'released' : 'declined',
  }[language]
  const head =
    language === 'ru' ? `Сообщить автору: пожелание № ${number}` : `Tell the author: suggestion No. ${number}`
  const text = `${head} (${outcome})${title && BEFORE_TITLE + title}`
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text
}
