import { act, lock, record } from '@jinlin/acts';
import { everything, scopeSql } from '@jinlin/database';
import { actionNotAllowed, notFound } from '@jinlin/graphql';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import type { Context } from '../context';
import type { EraseReporterInput } from '../generated/graphql';

export const eraseReporter = (ctx: Context, input: EraseReporterInput) =>
  act(ctx, Case, 'eraseReporter', input, async (erasing) => {
    const row = await lock(erasing, Case, input.id);
    if (!row) return notFound(ctx, 'Case', input.id);
    if (!row.closedAt) return actionNotAllowed(ctx, 'ERASE', row.state);

    const erased = await erasing.tx.getRepository(Case).save(Object.assign(row, NOBODY));
    await record(erasing, caseLife, erased, { action: 'ERASE', from: erased.state });
    // What others wrote beside the case may lie beyond the clerk's reach; the person's right does not end there.
    await erasing.tx.query(scopeSql(everything));
    for (const sql of BESIDE_THE_CASE) await erasing.tx.query(sql, [row.id]);
    return erased;
  });

/** A case that tells nothing of anybody. What became of it stays: state, outcome, deadline, satisfaction. */
const NOBODY = {
  title: '*',
  description: null,
  address: null,
  note: null,
  reply: null,
  reporterPersonId: null,
  reporterMaskedName: null,
  reporterMaskedPhone: null,
  reporterSealedName: null,
  reporterSealedPhone: null,
  reporterPhoneHash: null,
} satisfies Partial<Case>;

/** What was written down beside it on the way to its end. */
const BESIDE_THE_CASE = [
  `update case_note set text = '*' where case_id = $1`,
  `update case_part set task = '*', result = case when result is not null then '*' end where case_id = $1`,
  `update case_attachment set name = '*', storage_key = null, sha256 = null where case_id = $1`,
  `update case_exclusion set evidence = '*', remark = case when remark is not null then '*' end where case_id = $1`,
  `update command_message set text = '*', answer = case when answer is not null then '*' end where case_id = $1`,
  `update neighbour_call set result = '*' where case_id = $1 and result is not null`,
  `update hotline_order set sealed = null, details = '{}', body_hash = '' where case_id = $1`,
  'update open311_request set lat = null, long = null, media_url = null, account_id = null where case_id = $1',
];
