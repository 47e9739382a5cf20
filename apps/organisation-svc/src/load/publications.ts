import { born, step } from '@jinlin/acts';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { localities } from '../locality';
import { Publication } from '../publication/publication.entity';
import { publicationStates } from '../publication/publication.states';
import { keep, on, type Row } from './keep';
import type { Places } from './places';

interface Told {
  kind: string;
  /** The community that tells it. */
  code: string;
  /** Told by a compound of it. */
  ofCompound?: true;
  draftedOn: string;
  publishedOn: string;
  title: string;
  text: string;
}

/** What was told is published; the words are ours. */
const told: Record<string, Told[]> = {
  '210100': [
    {
      kind: 'HOME_LETTERS_COLUMN',
      code: '210103005024',
      draftedOn: '2022-08-20',
      publishedOn: '2022-08-22',
      title: '邻居就是家人',
      text: '搬来三年，楼里的门从关着到开着。谁家有事，群里说一声，总有人应。与邻为善，以邻为伴，说的就是我们这栋楼。',
    },
  ],
  '350100': [
    {
      kind: 'GOOD_STORY',
      code: '350102002003',
      ofCompound: true,
      draftedOn: '2022-03-05',
      publishedOn: '2022-03-08',
      title: '从欠费到分红',
      text: '三年前半数住户不交物业费，电梯停了没人修。党支部、业委会和物业公司坐到一起，公共收益上墙公示，一笔一笔对得上。第三年，每户分到了红利。',
    },
  ],
  '350322': [
    {
      kind: 'HOME_LETTER',
      code: '350322104009',
      draftedOn: '2022-01-10',
      publishedOn: '2022-01-12',
      title: '致在外乡亲的一封家书',
      text: '春节将至，家里一切都好。返乡前请扫门上的户码登记行程，到家后有事找单元长、网格长，他们就在楼下。盼平安归来。',
    },
  ],
};

/** Loads what the places of a locality told: a column, a good story, a letter from home (S4, F22, X12). */
export async function loadPublications(loading: Loading, places: Places) {
  const { code } = places.locality;
  const kinds = localities.named(code).publicationKinds;
  const publications = (told[code] ?? []).flatMap((each) => {
    const teller = tellerOf(places, each);
    return teller ? [published(each, teller.id, kinds.find((kind) => kind.code === each.kind)!)] : [];
  });
  await keep(loading, Publication, publications);
}

function tellerOf({ ofLevel, below }: Places, { code, ofCompound }: Told) {
  const community = ofLevel('COMMUNITY').find((area) => area.code === code);
  return community && ofCompound ? below(community, 'COMPOUND')[0] : community;
}

function published(
  { kind, draftedOn, publishedOn, title, text }: Told,
  areaId: string,
  { isForHouseholds }: { isForHouseholds: boolean },
) {
  const row: Row<Publication> = {
    id: idOf('publication', `${areaId}:${publishedOn}`),
    state: 'DRAFT',
    kind,
    isForHouseholds,
    title,
    text,
    areaId,
    draftedOn,
    publishedOn: null,
    untilOn: null,
  };
  const publication = born(row, 'DRAFT', on(draftedOn, 'COMMUNITY_CLERK'));
  step(publication, publicationStates, 'SUBMIT', on(draftedOn, 'COMMUNITY_CLERK'));
  step(publication, publicationStates, 'PUBLISH', on(publishedOn, 'STREET_COMMANDER'), { publishedOn });
  return publication;
}
