import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { appointmentStates } from './appointment/appointment.states';
import { areaStates } from './area/area.states';
import { partyOrganisationStates } from './party-organisation/party-organisation.states';
import { schema } from './schema';
import { unitStates } from './unit/unit.states';

const docs = readFileSync(join(__dirname, '../../../docs/domain/organisation.md'), 'utf8');

test.each([
  ['an area', areaStates],
  ['a unit', unitStates],
  ['a Party organisation', partyOrganisationStates],
  ['an appointment', appointmentStates],
])('the docs show the life of %s as it is', (_, states) => {
  expect(docs).toContain(states.diagram());
});

test('every query in the docs can be asked', () => {
  const queries = [...docs.matchAll(/```graphql\n(.*?)```/gs)].map(([, query = '']) => query);

  expect(queries).toHaveLength(3);
  expect(queries.flatMap((query) => validate(schema, parse(query)))).toEqual([]);
});
