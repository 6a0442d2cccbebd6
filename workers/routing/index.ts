export { expireOffers, forgetOld, routingSweeps } from './sweep-offers.ts'
