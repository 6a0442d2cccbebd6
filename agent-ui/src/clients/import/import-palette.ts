import { importPaletteOf } from '../../imports/import-palette.ts'
import { useImportWords } from './words.ts'

const { t } = useImportWords()

export const importPalette = importPaletteOf({
  id: 'client-import',
  permission: 'client.import',
  to: '/clients/import',
  title: () => t('title'),
  open: () => t('open'),
})
