import type { Readiness } from '@jinlin/server';
import type { Service } from './execution/service';

/** The gateway is ready when every subgraph is; which are not is shown. */
export async function readinessOf(services: Iterable<Service>): Promise<Readiness> {
  const states = await Promise.all(
    Array.from(services, async (service) => [service.name, await service.isReady()] as const),
  );
  return {
    ready: states.length > 0 && states.every(([, isReady]) => isReady),
    subgraphs: Object.fromEntries(states.map(([name, isReady]) => [name, isReady ? 'ready' : 'not ready'])),
  };
}
