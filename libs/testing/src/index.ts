export * from './actors';
export * from './database';
export * from './drift';
export * from './mutations';
export * from './statements';
