// Who asks: the clerk of the community, with a token of the development issuer.
import { community } from './question.mjs';

/** The clerk's token, and the actor that it stands for, for peers that take whoever asks at their word. */
export async function clerk({ url }) {
  const people = await (await fetch(new URL('/dev/tokens', url))).json();
  const { token } = people.find(({ role, area }) => role === 'COMMUNITY_CLERK' && area === community);
  const { sub, 'https://jinlin.cn/actor': claim } = JSON.parse(
    Buffer.from(token.split('.')[1], 'base64url').toString(),
  );
  const { role, area, unit = null, person = null, scopes = [] } = claim;
  return { token, actor: { id: sub, role, areaId: area, unitId: unit, personId: person, scopes } };
}
