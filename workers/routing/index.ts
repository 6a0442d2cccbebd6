export { expireOffers, routingSweeps } from './sweep-offers.ts'
