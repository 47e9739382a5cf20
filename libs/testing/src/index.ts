export * from './actors';
export * from './database';
export * from './drift';
export * from './statements';
