export * from './actor';
export * from './policy';
export * from './signature';
