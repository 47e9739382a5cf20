// What a profile says of the kinds of sites, as a table: the peers that answer from tables alone look labels up there.
import pg from 'pg';
import { community } from './question.mjs';

const question = 'query ($community: AreaCode!) { serviceSiteKinds(areaCode: $community) { code label } }';

export async function keepKinds({ url, database }, token) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: question, variables: { community } }),
  });
  const { data } = await answer.json();

  const client = new pg.Client(database.url);
  await client.connect();
  try {
    await client.query('create table services.site_kind (code text primary key, label text not null)');
    await client.query(
      'insert into services.site_kind select code, label from json_to_recordset($1) as kind (code text, label text)',
      [JSON.stringify(data.serviceSiteKinds)],
    );
    // Not validated, since other localities have kinds of their own; PostGraphile makes a relation of it all the same.
    await client.query(
      'alter table services.service_site add foreign key (kind) references services.site_kind not valid',
    );
  } finally {
    await client.end();
  }
}
