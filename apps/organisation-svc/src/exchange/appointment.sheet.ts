import { randomUUID } from 'node:crypto';
import { beginAll } from '@jinlin/acts';
import { isAreaCode, isCreditCode, isIdentityNumber } from '@jinlin/graphql';
import { In } from 'typeorm';
import { Appointment } from '../appointment/appointment.entity';
import { guards } from '../appointment/appointment.guards';
import { appointmentLife } from '../appointment/appointment.life';
import { isAbove, postTakenBy, type Seat, wrongPlace } from '../appointment/appointment.service';
import type { Area } from '../area/area.entity';
import type { AppointmentSource, OfficialRank } from '../generated/graphql';
import { afterToday } from '../guards';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Person } from '../person/person.entity';
import { Unit } from '../unit/unit.entity';
import type { Cells } from './cells';
import type { ColumnKey } from './columns';
import {
  codeFormat,
  creditCodeFormat,
  identityFormat,
  idFormat,
  isId,
  notOnTheBooks,
  repeatedInFile,
} from './faults';
import { peopleOf } from './person.sheet';
import { type AreasNamed, areasNamedIn, areasOfIds } from './places';
import { type Importing, type Sheet, valuesIn } from './sheet';

type Row = Omit<Appointment, '__typename'>;
type Columns = Cells<ColumnKey<'APPOINTMENTS'>>;

interface Known {
  areas: AreasNamed;
  seats: AreasNamed;
  units: Map<string, Unit>;
  organisations: Map<string, PartyOrganisation>;
  people: Set<string>;
  peopleByNumber: Map<string, Person>;
  /** What is held at the places that rows name, and what rows before have filled. */
  held: Row[];
  made: Set<string>;
}

const sources: readonly AppointmentSource[] = [
  'SECONDED',
  'IN_SERVICE_MEMBER',
  'RETIRED_MEMBER',
  'COMMUNITY_CADRE',
  'COMMUNITY_WORKER',
  'REPRESENTATIVE',
  'PERSON_OF_STANDING',
  'RESIDENT_VOLUNTEER',
];
const ranks: readonly OfficialRank[] = ['MUNICIPAL_LEADER', 'COUNTY_LEADER', 'DEPARTMENT_LEADER', 'STAFF'];

/** Appointments of people who are registered, to posts that the locality knows. */
export const appointmentSheet: Sheet<'APPOINTMENTS', Known, Row> = {
  kind: 'APPOINTMENTS',

  async know(importing, rows) {
    const { tx } = importing;
    const ids = (key: string) => valuesIn(rows, key).filter(isId);
    const units = await tx.find(Unit, {
      where: [
        { creditCode: In(valuesIn(rows, 'unitCreditCode')), state: 'ACTIVE' },
        { id: In(ids('unitId')), state: 'ACTIVE' },
      ],
    });
    const organisations = await tx.findBy(PartyOrganisation, {
      id: In(ids('partyOrganisationId')),
      state: 'ACTIVE',
    });
    const areas = await areasNamedIn(importing, valuesIn(rows, 'areaCode'));
    const seats = await areasOfIds(
      importing,
      [...units, ...organisations].map(({ areaId }) => areaId),
    );
    const posts = valuesIn(rows, 'post');
    const places = [...new Set([...areas.values(), ...seats.values()].map(({ id }) => id))];
    const people = await tx.find(Person, { where: { id: In(ids('personId')) }, select: { id: true } });
    return {
      areas,
      seats,
      units: unitsBy(units),
      organisations: new Map(organisations.map((organisation) => [organisation.id, organisation])),
      people: new Set(people.map(({ id }) => id)),
      peopleByNumber: await peopleOf(importing, valuesIn(rows, 'identityNumber')),
      held: await tx.find(Appointment, { where: { areaId: In(places), post: In(posts) } }),
      made: new Set(),
    };
  },

  async judge(importing, cells, known) {
    const personId = cells.checked('personId', isId, idFormat);
    const identityNumber = cells.checked('identityNumber', isIdentityNumber, identityFormat);
    const code = cells.needed('post');
    const from = cells.day('from') ?? cells.needed('from');
    const source = cells.oneOf('source', sources);
    const rank = cells.oneOf('rank', ranks);
    const isConcurrent = cells.flag('isConcurrent') ?? false;
    const seat = seatOf(cells, known);
    const person = personOf(importing, cells, known, { personId, identityNumber });
    if (!seat || !person || !cells.isGood) return null;

    const post = importing.localities.holding(seat.area.code)?.post(code);
    if (!post) {
      cells.wrong('post', 'INVALID_INPUT', postsOf(importing, seat.area));
      return null;
    }
    if (isAbove(importing, post)) {
      cells.wrong('post', 'FORBIDDEN', {
        en: `A ${importing.actor.role} may not fill the post ${post.code}.`,
        zh: `${importing.actor.role} 无权任命 ${post.code}。`,
      });
    }
    const row: Row = {
      id: randomUUID(),
      state: 'SERVING',
      personId: person,
      post: post.code,
      areaId: seat.area.id,
      unitId: seat.unitId,
      partyOrganisationId: seat.partyOrganisationId,
      fromOn: from,
      toOn: null,
      source,
      rank,
      document: cells.text('document'),
      policyDocumentId: null,
      isConcurrent,
    };
    const holder = known.held.find((held) => standsAgainst(held, row));
    if (holder && known.made.has(holder.id)) cells.wrong('post', ...repeatedInFile);
    else if (holder)
      cells.allows('post', postTakenBy(importing, post.code, seat.area, holder as Appointment));
    cells.allows('post', wrongPlace(importing, post, seat));
    cells.allows('from', afterToday(importing, 'from', from));
    if (!cells.isGood) return null;

    // Few posts ask more than all do; what they ask is asked of each row.
    if (
      !cells.allows('post', await guards[post.code]?.(importing, { area: seat.area, personId: person, from }))
    ) {
      return null;
    }
    known.held.push(row);
    known.made.add(row.id);
    return row;
  },

  apply: (importing, rows) => beginAll(importing, appointmentLife, 'APPOINT', rows),
};

/** Units by their ids, and by the credit codes that they bear. */
const unitsBy = (units: readonly Unit[]) =>
  new Map(
    units.flatMap((unit): [string, Unit][] => [
      [unit.id, unit],
      ...(unit.creditCode ? [[unit.creditCode, unit] as [string, Unit]] : []),
    ]),
  );

/** A community has one first secretary at a time (H1), and nobody holds the same post at the same place twice. */
const standsAgainst = (held: Row, row: Row) =>
  held.post === row.post &&
  held.areaId === row.areaId &&
  (held.toOn === null || held.toOn > row.fromOn) &&
  (row.post === 'FIRST_SECRETARY' ||
    (held.personId === row.personId &&
      held.unitId === row.unitId &&
      held.partyOrganisationId === row.partyOrganisationId));

/** The place of the post: an area, a unit or a Party organisation, and only one of them. */
function seatOf(cells: Columns, known: Known): Seat | null {
  const areaCode = cells.checked('areaCode', isAreaCode, codeFormat);
  const unitCode = cells.checked('unitCreditCode', isCreditCode, creditCodeFormat);
  const unitId = cells.checked('unitId', isId, idFormat);
  const organisationId = cells.checked('partyOrganisationId', isId, idFormat);
  const given = [areaCode, unitCode ?? unitId, organisationId].filter(Boolean);
  if (!cells.isGood) return null;
  if (given.length !== 1) {
    cells.wrong('areaCode', 'INVALID_INPUT', {
      en: 'Name one of an area, a unit and a Party organisation.',
      zh: '区域、单位、党组织须且只须给出一个。',
    });
    return null;
  }

  const unit = known.units.get(unitCode ?? unitId ?? '');
  const organisation = known.organisations.get(organisationId ?? '');
  const area = areaCode ? known.areas.get(areaCode) : known.seats.get((unit ?? organisation)?.areaId ?? '');
  if (area) return { area, unitId: unit?.id ?? null, partyOrganisationId: organisation?.id ?? null };

  const ofUnit = unitCode ? 'unitCreditCode' : 'unitId';
  cells.wrong(areaCode ? 'areaCode' : organisationId ? 'partyOrganisationId' : ofUnit, ...notOnTheBooks);
  return null;
}

/** Which posts there are; what stands there instead is not repeated. */
function postsOf({ localities }: Importing, { code }: Area) {
  const known = localities.holding(code)?.posts.map((post) => post.code) ?? [];
  return { en: `It must be one of ${known.join(', ')}.`, zh: `须为下列之一：${known.join('、')}。` };
}

/** Who is appointed, by id or by identity number, which no message repeats. */
function personOf(
  importing: Importing,
  cells: Columns,
  { people, peopleByNumber }: Known,
  { personId, identityNumber }: { personId: string | null; identityNumber: string | null },
): string | null {
  if (!cells.isGood) return null;
  const id = personId
    ? people.has(personId) && personId
    : identityNumber && peopleByNumber.get(importing.vault.hash(identityNumber).toString('hex'))?.id;
  if (id) return id;

  cells.wrong(personId ? 'personId' : 'identityNumber', 'NOT_FOUND', {
    en: 'Nobody is registered so; give personId or identityNumber.',
    zh: '没有如此登记的人员；请给出 personId 或 identityNumber。',
  });
  return null;
}
