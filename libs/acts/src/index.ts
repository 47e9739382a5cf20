export * from './access';
export * from './act';
export { clientKeyTable } from './client-key';
export * from './context';
export * from './life';
export * from './loaded';
export * from './sets';
export * from './timeline';
export * from './together';
