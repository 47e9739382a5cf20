import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of all localities. It lies three levels up from a lib's src and from an app's dist alike. */
export const localitiesFolder = join(__dirname, '../../../localities');

/** The codes of the localities that have a folder. A new folder is a new locality. */
export const localityCodesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /^\d{6}$/.test(name))
    .sort();
