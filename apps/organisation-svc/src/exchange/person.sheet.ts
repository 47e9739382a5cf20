import { beginAll } from '@jinlin/acts';
import { isIdentityNumber, isPhoneNumber } from '@jinlin/graphql';
import { In } from 'typeorm';
import type { PoliticalStatus } from '../generated/graphql';
import { Person, PersonSecret } from '../person/person.entity';
import { personLife } from '../person/person.life';
import { alreadyRegistered, newPerson } from '../person/person.service';
import { identityFormat, notOnTheBooks, phoneFormat, repeatedInFile } from './faults';
import { type AreasNamed, areasNamedIn } from './places';
import { type Importing, type Sheet, valuesIn } from './sheet';

interface Known {
  areas: AreasNamed;
  /** By the hash of the identity number. */
  people: Map<string, Person>;
  seen: Set<string>;
}

const statuses: readonly PoliticalStatus[] = [
  'PARTY_MEMBER',
  'PROBATIONARY_MEMBER',
  'LEAGUE_MEMBER',
  'OTHER_PARTY',
  'NONE',
];

/** People, each once under an identity number. */
export const personSheet: Sheet<'PEOPLE', Known, ReturnType<typeof newPerson>> = {
  kind: 'PEOPLE',

  async know(importing, rows) {
    return {
      areas: await areasNamedIn(importing, valuesIn(rows, 'areaCode')),
      people: await peopleOf(importing, valuesIn(rows, 'identityNumber')),
      seen: new Set(),
    };
  },

  judge(importing, cells, { areas, people, seen }) {
    const name = cells.needed('name');
    const areaCode = cells.needed('areaCode');
    const phone = cells.checked('phone', isPhoneNumber, phoneFormat);
    const identityNumber = cells.checked('identityNumber', isIdentityNumber, identityFormat);
    const politicalStatus = cells.oneOf('politicalStatus', statuses);
    if (cells.text('personId')) {
      cells.wrong('personId', 'ALREADY_REGISTERED', {
        en: 'Whoever has an id is registered; leave it blank for somebody new.',
        zh: '已有编号者即已登记；新登记人员请留空。',
      });
    }
    if (!cells.isGood) return null;

    const area = areas.get(areaCode);
    if (!area) cells.wrong('areaCode', ...notOnTheBooks);
    const known = identityNumber ? people.get(hashOf(importing, identityNumber)) : null;
    if (known) cells.allows('identityNumber', alreadyRegistered(importing, known));
    if (identityNumber && seen.has(identityNumber)) cells.wrong('identityNumber', ...repeatedInFile);
    if (identityNumber) seen.add(identityNumber);
    if (!area || !cells.isGood) return null;

    return newPerson(importing.vault, { name, phone, identityNumber, politicalStatus, areaId: area.id });
  },

  async apply(importing, people) {
    await beginAll(
      importing,
      personLife,
      'REGISTER',
      people.map(({ row }) => row),
    );
    await importing.tx.insert(
      PersonSecret,
      people.map(({ secret }) => secret),
    );
  },
};

const hashOf = ({ vault }: Importing, identityNumber: string) => vault.hash(identityNumber).toString('hex');

/** Who is registered under identity numbers, by their hashes. */
export async function peopleOf(importing: Importing, identityNumbers: readonly string[]) {
  const { tx, vault } = importing;
  const hashes = identityNumbers.map((number) => vault.hash(number));
  const people = await tx
    .getRepository(Person)
    .find({ where: { identityHash: In(hashes) }, select: { ...SELECTED, identityHash: true } });
  return new Map(people.map((person) => [person.identityHash!.toString('hex'), person]));
}

const SELECTED = { id: true, maskedName: true, areaId: true, politicalStatus: true, state: true } as const;
