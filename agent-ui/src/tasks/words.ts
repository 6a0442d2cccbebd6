import { defineWords } from '../platform/i18n.ts'
import { tasksEn } from './tasks.en.ts'
import { tasksRu } from './tasks.ru.ts'

export const useTasksWords = defineWords('tasks', tasksRu, tasksEn)
