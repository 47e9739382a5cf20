import { brokenLink } from '@jinlin/history';
import { maskName, maskPhone } from '@jinlin/privacy';
import { anActor, testDatabase, withReach } from '@jinlin/testing';
import { aDesk, aSignedCase, run } from '../case/case.testing';
import { tables } from '../tables';
import { ask, CATEGORY, seal } from '../testing';
import { historyOf } from '../walk.testing';

const db = testDatabase(tables);

/** What somebody has said of themselves, each a text that stands nowhere else. */
const SAID = {
  name: '欧阳秋山',
  phone: '15487654321',
  title: '欧阳秋山家楼道灯不亮',
  description: '我叫欧阳秋山，腿脚不便',
  address: '三号楼二单元八〇一',
  note: '夜里致电欧阳秋山，未接',
  task: '上门看望欧阳秋山',
};

describe('whoever asked, once they have asked to be forgotten,', () => {
  it('is in no table any more, masked or sealed or by a hash, and the history of the case still proves', async () => {
    const { id, hotline } = await aClosedCase();
    expect(await tracesLeft()).not.toEqual([]);

    const erased = await run(db, 'eraseReporter', { id }, { actor: hotline });

    expect(erased).toMatchObject({ __typename: 'Case', id, state: 'CLOSED' });
    expect(await tracesLeft()).toEqual([]);
    const told = await historyOf(db, id);
    expect(told.at(-1)!.entry).toMatchObject({ action: 'ERASE', from: 'CLOSED', to: 'CLOSED' });
    expect(brokenLink(told.map(({ sequence, text, hash }) => ({ sequence, entry: text, hash })))).toBeNull();
  });

  it('is found by their number no more, and nobody can open a seal', async () => {
    const { id, hotline } = await aClosedCase();
    await run(db, 'eraseReporter', { id }, { actor: hotline });

    const actor = { ...hotline, scopes: ['pii:read'] };
    const { case: seen, cases } = await ask(db, FOUND, { id, phone: SAID.phone }, { actor });

    expect(seen).toEqual({ title: '*', reporter: null, reporterInClear: null });
    expect(cases.totalCount).toBe(0);
  });

  it('is needed until the case is closed', async () => {
    const { id, hotline } = await aSignedCase(db);

    expect(await run(db, 'eraseReporter', { id }, { actor: hotline })).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
    });
  });

  it('is erased by those within whose reach the case lies', async () => {
    const { id } = await aClosedCase();
    const elsewhere = await aDesk(db);

    expect(await run(db, 'eraseReporter', { id }, { actor: elsewhere.hotline })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await tracesLeft()).not.toEqual([]);
    await run(db, 'eraseReporter', { id }, { actor: anActor('HOTLINE_CLERK', { areaId: await areaOf(id) }) });
  });
});

/** A case that has passed through some hands, each of which wrote something down, and was taken back. */
async function aClosedCase() {
  const { grid, hotline, community, commander, clerk, helper, unit } = await aDesk(db);
  const { name, phone, title, description, address, note, task } = SAID;
  const opening = { areaId: grid.id, channel: 'hotline', category: CATEGORY, reporter: { name, phone } };
  const { id } = await run(db, 'openCase', { ...opening, title, description, address }, { actor: hotline });
  await run(db, 'registerCase', { id }, { actor: community });
  await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander });
  await run(db, 'signCase', { id }, { actor: clerk });
  await run(db, 'splitCase', { id, parts: [{ unitId: helper.id, task }] }, { actor: clerk });
  const written = { clientKey: 'a note', caseId: id, audience: 'INTERNAL', text: note };
  await ask(db, WRITE, { input: written }, { actor: hotline });
  await run(db, 'withdrawCase', { id, reason: '已自行解决' }, { actor: hotline });
  return { id, hotline };
}

/** The tables in which anything of what they said is left: as it was said, masked, sealed or hashed. */
async function tracesLeft() {
  const { name, phone } = SAID;
  const hints = [
    name,
    phone,
    SAID.address,
    maskName(name),
    maskPhone(phone),
    seal.hash(phone).toString('hex'),
  ];
  return withReach(db, async (tx) => {
    const found: string[] = [];
    for (const { table } of await tx.query(TABLES)) {
      const rows = await tx.query(`select kept::text as text from "${table}" kept`);
      const texts = rows.map(({ text }: { text: string }) => text + opened(text));
      if (texts.some((text: string) => hints.some((hint) => text.includes(hint)))) found.push(table);
    }
    return found;
  });
}

/** What the seals in a row hold. Bytes that no key opens, such as hashes, hold nothing. */
function opened(row: string) {
  const sealed = row.matchAll(/\\\\x((?:[0-9a-f]{2}){29,})/g);
  return [...sealed].map(([, bytes]) => {
    try {
      return seal.open(Buffer.from(bytes!, 'hex'));
    } catch {
      return '';
    }
  });
}

const areaOf = async (id: string) =>
  (await withReach(db, (tx) => tx.query('select area_id from "case" where id = $1', [id])))[0].area_id;

const TABLES = `
  select relname as table from pg_class
  where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
`;

const WRITE = 'mutation ($input: WriteCaseNoteInput!) { writeCaseNote(input: $input) { __typename } }';

const FOUND = `query ($id: ID!, $phone: PhoneNumber!) {
  case(id: $id) { title reporter { maskedName } reporterInClear(purpose: "to see what is left") { name } }
  cases(first: 1, where: { reporterPhone: $phone }) { totalCount }
}`;
