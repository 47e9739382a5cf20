export { localitiesFolder, localityCodesIn } from './folder';
