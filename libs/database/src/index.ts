export * from './copy';
export * from './migrate';
export * from './page';
export * from './postgres';
export * from './reader';
export * from './statement';
