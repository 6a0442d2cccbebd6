export { privacySweeps } from './carry-privacy.ts'
