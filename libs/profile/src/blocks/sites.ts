import { z } from 'zod';
import { each, type Listed, type Misfit, repeated } from '../misfit';
import { capitals, choices, mechanism, slug, someNumber, title, versions, type Written } from './words';

/** A kind of site, by its local title; a canteen, a station and a school are known by their codes everywhere. */
const siteKind = z.strictObject({
  code: capitals,
  title,
  /** It comes round by a timetable (H7). */
  isMobile: z.boolean().optional(),
  /** It is given one to five stars (F19). */
  isRated: z.boolean().optional(),
  /** It looks after elders, and so is to have an agreement with doctors (D24). */
  caresForElders: z.boolean().optional(),
  /** Doctors see people there, and so families sign up with it (S22). */
  isMedical: z.boolean().optional(),
});

/** What sites of some kinds must have, looked at on the spot (D25). */
const siteChecklist = z.strictObject({
  key: slug,
  mechanism,
  title,
  /** The codes of the kinds of sites that it is meant for. */
  kinds: z.array(capitals).min(1),
  items: choices,
});

/** What people are to find within a short walk (D23, S23). */
const serviceCircle = z.strictObject({
  key: slug,
  mechanism,
  title,
  /** The codes of the kinds of sites that make it whole. */
  kinds: z.array(capitals).min(1),
});

/** What kinds of sites there are, what they must have, and what is to be near. */
export const sites = {
  /** What kinds of sites there are. */
  siteKinds: z.array(siteKind).min(1).optional(),

  siteChecklists: versions({ checklists: z.array(siteChecklist).min(1) }).optional(),

  /** What is to be near (15分钟服务圈), how far people walk in a minute, and how much longer ways are than the crow's. */
  serviceCircles: versions({
    minutes: someNumber,
    metresPerMinute: someNumber,
    detour: z.number().min(1).max(3),
    circles: z.array(serviceCircle).min(1),
  }).optional(),
};

/** What these blocks must agree on. */
export const misfitsOfSites = (
  { siteKinds = [], siteChecklists = [], serviceCircles = [] }: Written<typeof sites>,
  listed: Listed,
): Misfit[] => [
  ...repeated(siteKinds, ['siteKinds'], 'code'),

  ...each(siteChecklists, ['siteChecklists'], ({ checklists }, block) => [
    ...repeated(checklists, [...block, 'checklists'], 'key'),
    ...each(checklists, [...block, 'checklists'], ({ kinds, items }, path) => [
      ...each(kinds, [...path, 'kinds'], listed.siteKind),
      ...repeated(items, [...path, 'items'], 'key'),
    ]),
  ]),

  ...each(serviceCircles, ['serviceCircles'], ({ circles }, block) => [
    ...repeated(circles, [...block, 'circles'], 'key'),
    ...each(circles, [...block, 'circles'], ({ kinds }, path) =>
      each(kinds, [...path, 'kinds'], listed.siteKind),
    ),
  ]),
];
