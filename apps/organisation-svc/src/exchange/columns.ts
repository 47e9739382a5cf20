import type { CsvKind } from '../generated/graphql';
import type { Title } from '../locality';

/** A column of a CSV: the key by which reports name it, and its header. */
export interface Column<Key extends string = string> {
  key: Key;
  title: Title;
  isRequired: boolean;
}

const column = <Key extends string>(key: Key, zh: string, en: string, isRequired = false): Column<Key> => ({
  key,
  title: { zh, en },
  isRequired,
});
const needed = <Key extends string>(key: Key, zh: string, en: string) => column(key, zh, en, true);

/** The columns of each kind of CSV, in the order of exports. */
export const columnsOf = {
  AREAS: [
    needed('code', '区划代码', 'Code'),
    needed('name', '名称', 'Name'),
    needed('level', '层级', 'Level'),
    needed('parentCode', '上级代码', 'Code of the parent'),
    needed('on', '启用日期', 'First day'),
    column('isUrban', '是否社区', 'Urban'),
    column('householdCount', '户数', 'Households'),
  ],
  UNITS: [
    needed('name', '名称', 'Name'),
    needed('kind', '类型', 'Kind'),
    needed('areaCode', '区划代码', 'Area code'),
    column('creditCode', '统一社会信用代码', 'Credit code'),
    column('parentCreditCode', '上级单位信用代码', 'Credit code of the parent'),
    column('isRed', '是否红色', 'Red'),
    column('on', '登记日期', 'First day'),
  ],
  PEOPLE: [
    needed('name', '姓名', 'Name'),
    needed('areaCode', '区划代码', 'Area code'),
    column('phone', '电话', 'Phone'),
    column('identityNumber', '身份证号码', 'Identity number'),
    column('politicalStatus', '政治面貌', 'Political status'),
    column('personId', '人员编号', 'Person'),
  ],
  APPOINTMENTS: [
    column('personId', '人员编号', 'Person'),
    column('identityNumber', '身份证号码', 'Identity number'),
    needed('post', '职务', 'Post'),
    column('areaCode', '区划代码', 'Area code'),
    column('unitCreditCode', '单位信用代码', 'Credit code of the unit'),
    column('unitId', '单位编号', 'Unit'),
    column('partyOrganisationId', '党组织编号', 'Party organisation'),
    needed('from', '任职日期', 'First day'),
    column('source', '来源', 'Source'),
    column('rank', '级别', 'Rank'),
    column('document', '任职文号', 'Document'),
    column('isConcurrent', '是否兼任', 'Concurrent'),
  ],
} as const satisfies Record<CsvKind, readonly Column[]>;

export type ColumnKey<Kind extends CsvKind> = (typeof columnsOf)[Kind][number]['key'];
