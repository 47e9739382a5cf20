export * from './consumer';
export * from './outbox';
