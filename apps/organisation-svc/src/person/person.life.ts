import type { Life } from '@jinlin/acts';
import { stateMachine } from '@jinlin/state-machine';
import { Person } from './person.entity';

/** A person is registered, and that is all so far. Events tell nothing of them but where. */
export const personLife: Life<Person, Person['state'], never> = {
  entity: Person,
  name: 'Person',
  event: 'person',
  states: stateMachine<Person['state'], never>({ REGISTERED: {} }),
  tell: ({ areaId }) => ({ areaId }),
};
