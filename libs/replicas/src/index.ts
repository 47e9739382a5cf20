export * from './area';
export * from './follow';
export * from './jurisdiction';
