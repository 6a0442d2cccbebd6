import { importPaletteOf } from '../../imports/import-palette.ts'
import { useClaimImportWords } from './words.ts'

const { t } = useClaimImportWords()

export const claimImportPalette = importPaletteOf({
  id: 'claim-import',
  permission: 'claim.import',
  to: '/claims/import',
  title: () => t('title'),
  open: () => t('title'),
})
