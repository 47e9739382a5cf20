import { testDatabase, testWhoMay } from '@jinlin/testing';
import { policy } from './policy';
import { schema } from './schema';
import { tables } from './tables';
import { ask } from './testing';

const db = testDatabase(tables);

describe('who may do what', () => testWhoMay(db, policy, schema, ask));
