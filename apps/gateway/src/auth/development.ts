import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Role } from '@jinlin/identity';
import { idOf } from '@jinlin/localities';
import { type JSONWebKeySet, SignJWT } from 'jose';
import { ACTOR_CLAIM } from './claims';

/** Somebody made up, for trying the graph out. */
export interface Persona {
  role: Role;
  who: { zh: string; en: string };
  /** The code of the area below which they work, and its name. */
  area: string;
  areaName: string;
  token: string;
}

const ISSUER = 'https://development.jinlin.invalid';
const AUDIENCE = 'jinlin';
const KEY = 'development';

/** Seconds that a development token lasts: a working day and a night over it. */
const LIFETIME = 7 * 24 * 3600;

/** Where the made-up people of each locality work: the locality, one of its streets, one of that street's communities. */
const workplaces = [
  {
    locality: ['510522', '合江县'],
    street: ['510522001', '符阳街道'],
    community: ['510522001006', '桂圆林社区'],
  },
  {
    locality: ['210100', '沈阳市'],
    street: ['210103005', '滨河街道'],
    community: ['210103005024', '多福社区'],
  },
  {
    locality: ['522701', '都匀市'],
    street: ['522701001', '广惠街道'],
    community: ['522701001003', '平桥社区'],
  },
  {
    locality: ['350100', '福州市'],
    street: ['350102004', '东街街道'],
    community: ['350102004001', '军门社区'],
  },
  {
    locality: ['350322', '仙游县'],
    street: ['350322104', '鲤南镇'],
    community: ['350322104009', '圣泉社区'],
  },
] as const;

type Place = 'locality' | 'street' | 'community';

/** One persona a role: where they work, what they are called, and what they may besides. */
const cast: { role: Role; place: Place; zh: string; en: string; unit?: string; scopes?: string[] }[] = [
  { role: 'RESIDENT', place: 'community', zh: '居民', en: 'resident' },
  { role: 'GRID_WORKER', place: 'community', zh: '网格员', en: 'grid worker' },
  { role: 'COMMUNITY_CLERK', place: 'community', zh: '工作者', en: 'community worker' },
  {
    role: 'HOTLINE_CLERK',
    place: 'locality',
    zh: '12345热线话务员',
    en: 'clerk of the 12345 hotline',
    scopes: ['pii:read'],
  },
  { role: 'STREET_COMMANDER', place: 'street', zh: '指挥中心', en: 'street command centre' },
  {
    role: 'DEPARTMENT_CLERK',
    place: 'locality',
    zh: '住建部门经办人',
    en: 'desk of the housing department',
    unit: 'housing',
  },
  {
    role: 'ORGANISER',
    place: 'locality',
    zh: '组织部工作人员',
    en: 'organisation department',
    scopes: ['pii:read'],
  },
  {
    role: 'SITE_MANAGER',
    place: 'community',
    zh: '长者食堂负责人',
    en: 'manager of an elder canteen',
    unit: 'residents-committee',
  },
  { role: 'LEADER', place: 'locality', zh: '领导', en: 'leader of the locality' },
  { role: 'DATA_ANALYST', place: 'locality', zh: '数据分析员', en: 'data analyst' },
  { role: 'INTEGRATOR', place: 'locality', zh: '12345平台对接系统', en: 'system of the 12345 hotline' },
  {
    role: 'OPERATOR',
    place: 'locality',
    zh: '系统管理员',
    en: 'operator of the system',
    scopes: ['schema:read'],
  },
];

/**
 * Issues tokens for made-up people in every role, where the graph is tried out. `signingKey` is a private key as JWK;
 * without one a key is made for this run.
 */
export async function developmentIssuer(signingKey: string | undefined, now: number) {
  const privateKey = signingKey
    ? keyFrom(signingKey)
    : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const keys: JSONWebKeySet = { keys: [{ ...jwk, kid: KEY, alg: 'ES256', use: 'sig' }] } as JSONWebKeySet;

  const people = workplaces.flatMap((workplace) => cast.map((member) => ({ ...member, workplace })));
  const personas = await Promise.all(
    people.map(async ({ role, place, zh, en, unit, scopes = [], workplace }): Promise<Persona> => {
      const [area, areaName] = workplace[place];
      const actor = {
        role,
        area: idOf('area', area),
        unit: unit ? idOf('unit', `${workplace.locality[0]}:${unitKey(unit, area)}`) : null,
        // The seeds know one old person in each of these communities, who may book meals for themselves.
        person: role === 'RESIDENT' ? idOf('person', `elder of ${area}`) : null,
        scopes,
      };
      const subject = `${role.toLowerCase()}@${area}`;
      const token = await issue(privateKey, subject, actor, now);
      return { role, who: { zh: `${areaName}${zh}`, en: `${en}, ${areaName}` }, area, areaName, token };
    }),
  );
  return {
    issuer: ISSUER,
    audience: AUDIENCE,
    keys,
    personas,
    issue: (subject: string, actor: object, at: number) => issue(privateKey, subject, actor, at),
  };
}

/** A residents' committee is known by its community's code; departments have keys of their own. */
const unitKey = (unit: string, area: string) => (unit === 'residents-committee' ? `${unit}-${area}` : unit);

const keyFrom = (signingKey: string): KeyObject =>
  createPrivateKey({ key: JSON.parse(signingKey), format: 'jwk' });

const issue = (privateKey: KeyObject, subject: string, actor: object, now: number) =>
  new SignJWT({ [ACTOR_CLAIM]: actor })
    .setProtectedHeader({ alg: 'ES256', kid: KEY })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(subject)
    .setIssuedAt(Math.floor(now / 1000))
    .setNotBefore(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(now / 1000) + LIFETIME)
    .sign(privateKey);
