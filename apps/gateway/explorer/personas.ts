import type { Wish, Words } from './example';

/** Somebody made up, whom the gateway hands out a token for where the graph is tried out. */
export interface Persona {
  role: string;
  who: Words;
  /** The code of the area below which they work, and its name. */
  area: string;
  areaName: string;
  token: string;
}

/** Who one can be here; nobody in production, where tokens come from elsewhere and are set as a header. */
export async function personasHere(): Promise<Persona[]> {
  const answer = await fetch('dev/tokens');
  return answer.ok ? answer.json() : [];
}

/** The persona that a query wants: of that role and area, or of that role anywhere; null for nobody in particular. */
export const personaFor = ({ role, area }: Wish, personas: Persona[]): Persona | null =>
  personas.find((one) => one.role === role && one.area === area) ??
  personas.find((one) => one.role === role) ??
  null;

export const keyOf = ({ role, area }: Persona) => `${role}@${area}`;

export const withKey = (key: string, personas: Persona[]) =>
  personas.find((persona) => keyOf(persona) === key) ?? null;

/** Personas by locality, in the order given; each group bears the name of its widest area. */
export function byLocality(personas: Persona[]) {
  const groups = Map.groupBy(personas, ({ area }) => area.slice(0, 4));
  return [...groups.values()].map((members) => ({
    name: members.reduce((widest, one) => (one.area.length < widest.area.length ? one : widest)).areaName,
    members,
  }));
}
