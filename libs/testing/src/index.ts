export * from './actors';
export * from './ask';
export * from './database';
export * from './drift';
export * from './mutations';
export * from './statements';
