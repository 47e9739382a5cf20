// The floor: one statement that answers everything, behind a bare HTTP server.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const statement = { name: 'floor', text: readFileSync(new URL('floor.sql', import.meta.url), 'utf8') };

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    const { variables } = JSON.parse(Buffer.concat(parts));
    const { rows } = await pool.query({ ...statement, values: [variables.community] });
    const answer = Buffer.from(rows[0].answer);
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
      .end(answer);
  });
});
server.listen(0, '127.0.0.1', () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` }),
);
process.once('disconnect', () => process.exit());
