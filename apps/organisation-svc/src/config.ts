import { readConfig, subgraphSettings } from '@jinlin/config';

export const config = readConfig(subgraphSettings(4001, 'organisation'));
