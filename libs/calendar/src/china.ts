import type { Holiday, HolidayTable } from './calendar';

/** A holiday from its first to its last day, and the weekend days that are worked in return. */
const off = (from: string, to: string, name: Holiday['name'], ...workedInReturn: string[]): Holiday => ({
  from,
  to,
  name,
  workedInReturn,
});

const newYear = { zh: '元旦', en: "New Year's Day" };
const springFestival = { zh: '春节', en: 'Spring Festival' };
const tombSweeping = { zh: '清明节', en: 'Tomb-sweeping Day' };
const labourDay = { zh: '劳动节', en: 'Labour Day' };
const dragonBoat = { zh: '端午节', en: 'Dragon Boat Festival' };
const midAutumn = { zh: '中秋节', en: 'Mid-autumn Festival' };
const nationalDay = { zh: '国庆节', en: 'National Day' };
const nationalDayAndMidAutumn = { zh: '国庆节、中秋节', en: 'National Day and Mid-autumn Festival' };

/**
 * The holidays as the State Council announces them each autumn for the next year, taken from the npm package
 * chinese-days 1.5.7 (MIT) on 2026-11-21. To add a year: add its lines, and move `publishedUntil`.
 */
export const china: HolidayTable = {
  publishedFrom: '2021-01-01',
  publishedUntil: '2026-12-31',
  holidays: [
    off('2021-01-01', '2021-01-03', newYear),
    off('2021-02-11', '2021-02-17', springFestival, '2021-02-07', '2021-02-20'),
    off('2021-04-03', '2021-04-05', tombSweeping),
    off('2021-05-01', '2021-05-05', labourDay, '2021-04-25', '2021-05-08'),
    off('2021-06-12', '2021-06-14', dragonBoat),
    off('2021-09-19', '2021-09-21', midAutumn, '2021-09-18'),
    off('2021-10-01', '2021-10-07', nationalDay, '2021-09-26', '2021-10-09'),
    off('2022-01-01', '2022-01-03', newYear),
    off('2022-01-31', '2022-02-06', springFestival, '2022-01-29', '2022-01-30'),
    off('2022-04-03', '2022-04-05', tombSweeping, '2022-04-02'),
    off('2022-04-30', '2022-05-04', labourDay, '2022-04-24', '2022-05-07'),
    off('2022-06-03', '2022-06-05', dragonBoat),
    off('2022-09-10', '2022-09-12', midAutumn),
    off('2022-10-01', '2022-10-07', nationalDay, '2022-10-08', '2022-10-09'),
    off('2022-12-31', '2023-01-02', newYear),
    off('2023-01-21', '2023-01-27', springFestival, '2023-01-28', '2023-01-29'),
    off('2023-04-05', '2023-04-05', tombSweeping),
    off('2023-04-29', '2023-05-03', labourDay, '2023-04-23', '2023-05-06'),
    off('2023-06-22', '2023-06-24', dragonBoat, '2023-06-25'),
    off('2023-09-29', '2023-10-06', nationalDayAndMidAutumn, '2023-10-07', '2023-10-08'),
    off('2024-01-01', '2024-01-01', newYear),
    off('2024-02-10', '2024-02-17', springFestival, '2024-02-04', '2024-02-18'),
    off('2024-04-04', '2024-04-06', tombSweeping, '2024-04-07'),
    off('2024-05-01', '2024-05-05', labourDay, '2024-04-28', '2024-05-11'),
    off('2024-06-10', '2024-06-10', dragonBoat),
    off('2024-09-15', '2024-09-17', midAutumn, '2024-09-14'),
    off('2024-10-01', '2024-10-07', nationalDay, '2024-09-29', '2024-10-12'),
    off('2025-01-01', '2025-01-01', newYear),
    off('2025-01-28', '2025-02-04', springFestival, '2025-01-26', '2025-02-08'),
    off('2025-04-04', '2025-04-06', tombSweeping),
    off('2025-05-01', '2025-05-05', labourDay, '2025-04-27'),
    off('2025-05-31', '2025-06-02', dragonBoat),
    off('2025-10-01', '2025-10-08', nationalDayAndMidAutumn, '2025-09-28', '2025-10-11'),
    off('2026-01-01', '2026-01-03', newYear, '2026-01-04'),
    off('2026-02-15', '2026-02-23', springFestival, '2026-02-14', '2026-02-28'),
    off('2026-04-04', '2026-04-06', tombSweeping),
    off('2026-05-01', '2026-05-05', labourDay, '2026-05-09'),
    off('2026-06-19', '2026-06-21', dragonBoat),
    off('2026-09-25', '2026-09-27', midAutumn),
    off('2026-10-01', '2026-10-07', nationalDay, '2026-09-20', '2026-10-10'),
  ],
};
