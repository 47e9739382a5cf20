export * from './area';
export * from './follow';
export * from './jurisdiction';
export * from './load';
export * from './place';
