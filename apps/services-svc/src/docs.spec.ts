import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bookingStates, mealStates } from './canteen/meal.states';
import { elderStates } from './elder/elder.states';
import { siteStates } from './site/site.states';

const docs = readFileSync(join(__dirname, '../../../docs/domain/services.md'), 'utf8');

test.each([
  ['site', siteStates],
  ['meal', mealStates],
  ['booking', bookingStates],
  ['elder', elderStates],
])('the docs draw the life of a %s as it is', (_, states) => {
  expect(docs).toContain(states.diagram());
});
