import { everything, migrate, nothing, poolOf, type Scope } from '@jinlin/database';
import type { Actor } from '@jinlin/identity';
import { jurisdictions } from '@jinlin/replicas';
import type { DataSource } from 'typeorm';
import { CLOCK } from '../clock';
import { type Context, contextOf, type Service } from '../context';
import { tickDeadlines } from '../deadline/deadline.clock';
import { tickNeighbourCalls } from '../neighbour-call/neighbour-call.clock';
import { tickProposals } from '../proposal/proposal.clock';
import { endWebhooksOf } from '../webhook/webhook.service';
import { workWebhooks } from '../webhook/webhook.work';
import { hastenCallBacks } from './sandbox.callbacks';
import { aheadIn, clocks, turnClock } from './sandbox.clock';
import { copyReplicas } from './sandbox.replicas';

/** Among an actor's scopes: whatever they ask is asked of the sandbox. */
const SANDBOX = 'SANDBOX';

export const isTryingOut = (actor: Actor | null) => actor?.scopes.includes(SANDBOX) ?? false;

export type Sandbox = ReturnType<typeof sandboxBeside>;

export interface SandboxParts extends Pick<Service, 'vault' | 'localities' | 'addresses'> {
  /** Over the sandbox's own schema; connected when somebody tries something out for the first time. */
  db: DataSource;
  schema: string;
  /** The schema in which the real cases are. */
  beside: string;
}

type Asked = Parameters<ReturnType<typeof contextOf>>[0];

/** What was tried out is soon of no interest. */
const LOG_DAYS = 14;

/** What happens of itself to what integrators send. */
const ticks = [tickDeadlines, tickNeighbourCalls, tickProposals];

/**
 * Where integrators try things out: the same service over a schema of its own, which nothing real enters and nothing
 * leaves but call-backs, under a clock that they turn forward.
 */
export function sandboxBeside({ db, schema, beside, ...parts }: SandboxParts) {
  let opening: Promise<ReturnType<typeof contextOf>> | undefined;
  let stopWorking: (() => Promise<void>) | undefined;
  let onFault: (fault: unknown) => void = () => {};

  const open = async () => {
    if (!db.isInitialized) await db.initialize();
    const [{ found }] = await db.query('select current_schema() as found');
    if (found !== schema) throw new Error(`The sandbox needs a schema ${schema} of its own.`);

    await migrate(db);
    await copyReplicas(db, beside);
    stopWorking = workWebhooks({ ...parts, schema, logDays: LOG_DAYS })(db, (fault) => onFault(fault));
    return contextOf({ ...parts, db, scopeOf: jurisdictions(poolOf(db)) });
  };
  const opened = () => {
    opening ??= open().catch((fault) => {
      opening = undefined;
      throw fault;
    });
    return opening;
  };
  const tickIn = async (now: Date, scope?: Scope) => {
    for (const tick of ticks) await tick(db, parts.localities, now, scope);
  };

  return {
    /** What a request in the sandbox carries: its rows, and its time. */
    async contextOf({ now, ...asked }: Asked): Promise<Context> {
      const contexts = await opened();
      const ahead = await aheadIn(db, asked.actor?.areaId ?? null);
      return contexts({ ...asked, now: new Date(now.getTime() + ahead) });
    },

    /** Turns the clock of an actor's area forward, and lets happen what falls due by then; false when it cannot. */
    async turn(ctx: Context, to: Date): Promise<boolean> {
      if (!(await turnClock(ctx, to))) return false;
      await tickIn(to, ctx.scope);
      await hastenCallBacks(db, ctx.scope.areaPath ?? '/none/', to.getTime() - ctx.now.getTime());
      return true;
    },

    /** Lets happen what falls due, in each area by its own time; nothing as long as nobody tries anything out. */
    async tick(real: DataSource, now: Date) {
      const integrators: { id: string; state: string }[] = await real.query(
        'select id, state from integrator where is_sandbox',
      );
      if (integrators.length === 0) return;

      await opened();
      const closed = integrators.filter(({ state }) => state === 'CLOSED').map(({ id }) => id);
      await db.transaction((tx) =>
        endWebhooksOf({ db, tx, now, actor: CLOCK, scope: everything, language: 'zh-CN' }, closed),
      );
      for (const { areaPath, now: then } of await clocks(db, now))
        await tickIn(then, { ...nothing, reach: 'AREA', areaPath });
      await tickIn(now);
    },

    /** Sends call-backs from when it is opened until it is told to stop. */
    work(tellFault: typeof onFault) {
      onFault = tellFault;
      return async () => {
        await stopWorking?.();
        if (db.isInitialized) await db.destroy();
      };
    },
  };
}
