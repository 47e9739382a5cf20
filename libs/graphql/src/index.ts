export * from './identifiers';
export * from './list';
export * from './loaders';
export * from './refusal';
export * from './scalars';
export * from './subgraph';
