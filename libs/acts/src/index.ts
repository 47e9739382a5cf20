export * from './access';
export * from './act';
export * from './context';
export * from './life';
export * from './loaded';
export * from './timeline';
