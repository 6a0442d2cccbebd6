import { defineWords } from '../platform/i18n.ts'
import { channelsEn } from './channels.en.ts'
import { channelsRu } from './channels.ru.ts'

export const useChannelsWords = defineWords('channels', channelsRu, channelsEn)
