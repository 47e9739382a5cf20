import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import { SandboxClock } from './sandbox.entity';

/** How far the clock may go ahead of real time: every deadline, hold and yearly rule lies within. */
const FURTHEST = 366 * 24 * 3_600_000;

/** Milliseconds by which an area is ahead: by its own clock, or by that of an area above it, whichever is further. */
export async function aheadIn(db: DataSource, areaId: string | null): Promise<number> {
  const [{ seconds }] = await db.query(
    `select coalesce(max(c.ahead_seconds), 0) as seconds
     from area a join sandbox_clock c on starts_with(a.path, c.area_path) where a.id = $1`,
    [areaId],
  );
  return seconds * 1_000;
}

/** Every clock that was turned, furthest first: what falls due by two of them falls due by the one further ahead. */
export async function clocks(db: DataSource, now: Date): Promise<{ areaPath: string; now: Date }[]> {
  const turned = await db.getRepository(SandboxClock).find({ order: { aheadSeconds: 'desc' } });
  return turned.map(({ areaPath, aheadSeconds }) => ({
    areaPath,
    now: new Date(now.getTime() + aheadSeconds * 1_000),
  }));
}

/** Turns the clock of the actor's area to a moment; false when that lies behind its time, or too far ahead. */
export async function turnClock({ db, actor, scope, now }: Context, to: Date): Promise<boolean> {
  const ahead = await aheadIn(db, actor?.areaId ?? null);
  const real = now.getTime() - ahead;
  const wanted = to.getTime() - real;
  if (wanted < ahead || wanted > FURTHEST || !actor?.areaId || !scope.areaPath) return false;

  await db.getRepository(SandboxClock).save({
    areaId: actor.areaId,
    areaPath: scope.areaPath,
    aheadSeconds: Math.ceil(wanted / 1_000),
  });
  return true;
}
