import { misfitsOfDeliberation } from './blocks/deliberation';
import { misfitsOfElderCare } from './blocks/elder-care';
import { misfitsOfHandling } from './blocks/handling';
import { misfitsOfLocality } from './blocks/locality';
import { misfitsOfOffices } from './blocks/offices';
import { misfitsOfProjects } from './blocks/projects';
import { isHotline, misfitsOfRequests } from './blocks/requests';
import { misfitsOfServices } from './blocks/services';
import { misfitsOfSites } from './blocks/sites';
import { misfitsOfTeams } from './blocks/teams';
import { type Listed, type Misfit, must, type Reference } from './misfit';
import type { Profile } from './schema';

/** What the parts of a profile must agree on, once each part is well-formed. */
export function misfitsOf(profile: Profile, unitKeys: ReadonlySet<string>): Misfit[] {
  const listed = listedIn(profile, unitKeys);
  return [
    ...misfitsOfLocality(profile, listed),
    ...misfitsOfRequests(profile, listed),
    ...misfitsOfHandling(profile, listed),
    ...misfitsOfTeams(profile, listed),
    ...misfitsOfOffices(profile, listed),
    ...misfitsOfDeliberation(profile, listed),
    ...misfitsOfProjects(profile, listed),
    ...misfitsOfElderCare(profile, listed),
    ...misfitsOfSites(profile, listed),
    ...misfitsOfServices(profile, listed),
  ];
}

function listedIn(profile: Profile, unitKeys: ReadonlySet<string>): Listed {
  const { levels, posts, channels, visits, entryList, councils = [], siteKinds = [] } = profile;
  const taxonomies = profile.taxonomies.flatMap((version) => version.taxonomies);
  const ownWork = entryList.flatMap(({ entries }) => entries).filter(({ part }) => part === 'DOES');
  const ownCodes = new Set(ownWork.map(codeOf));

  return {
    category: among(
      taxonomies.filter(isHotline).flatMap(({ categories }) => categories.map(codeOf)),
      (category) => `The hotline taxonomy has no ${category}.`,
    ),
    channel: among(channels.map(keyOf), (channel) => `No channel ${channel} is listed under channels.`),
    council: among(
      councils.flatMap(({ kinds }) => kinds.map(keyOf)),
      (council) => `No council ${council} is listed under councils.`,
    ),
    difficulty: among(
      visits.flatMap(({ groups }) => groups.map(keyOf)),
      (group) => `No group ${group} is listed under visits.`,
    ),
    level: among(
      levels.map(({ level }) => level),
      (level) => `The level ${level} is not in use here.`,
    ),
    post: among(
      posts.map(({ kind }) => kind),
      (post) => `No post ${post} is listed under posts.`,
    ),
    siteKind: among(siteKinds.map(codeOf), (kind) => `No kind ${kind} is listed under siteKinds.`),
    taxonomy: among(taxonomies.map(keyOf), (key) => `No taxonomy ${key} is listed under taxonomies.`),
    unit: among(unitKeys, (unit) => `No unit ${unit} is listed in units.csv.`),
    isOwnWork: (entry) => entry !== undefined && ownCodes.has(entry),
  };
}

const keyOf = ({ key }: { key: string }) => key;
const codeOf = ({ code }: { code: string }) => code;

function among(names: Iterable<string>, isMissing: (name: string) => string): Reference {
  const known = new Set(names);
  return (name, path) => (name === undefined ? [] : must(known.has(name), path, isMissing(name)));
}
