// PostGraphile 5 on our tables, one process. Relations between the schemas are told to it by tags.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';

const relations = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      'cases.case': {
        tags: {
          foreignKey: [
            '(area_id) references organisation.area (id)|@fieldName place',
            '(community_id) references organisation.area (id)|@fieldName community',
            '(responsible_unit_id) references organisation.unit (id)|@fieldName responsibleUnit',
          ],
        },
      },
      'organisation.appointment': {
        tags: { foreignKey: '(person_id) references organisation.person (id)|@fieldName person' },
      },
    },
  },
});

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [relations],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['cases', 'organisation', 'services'],
      poolConfig: { max: 16 },
    }),
  ],
  grafast: { explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
});

const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` }),
);
process.once('disconnect', () => process.exit());
