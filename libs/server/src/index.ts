export * from './deadline';
export * from './execution';
export * from './fault';
export * from './http';
export * from './log';
export * from './memory';
export * from './serve';
export * from './subgraph';
