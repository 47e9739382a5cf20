import { stateMachine } from './index';

const door = stateMachine<'OPEN' | 'SHUT' | 'GONE', 'SHUT' | 'OPEN' | 'REMOVE'>({
  OPEN: { SHUT: 'SHUT' },
  SHUT: { OPEN: 'OPEN', REMOVE: 'GONE' },
  GONE: {},
});

describe('a state machine', () => {
  it('knows what can be done in a state, and where that leads', () => {
    expect(door.actions('SHUT')).toEqual(['OPEN', 'REMOVE']);
    expect(door.next('OPEN', 'SHUT')).toBe('SHUT');
    expect(door.next('OPEN', 'REMOVE')).toBeUndefined();
  });

  it('knows every state that can follow', () => {
    expect(door.reachable('OPEN')).toEqual(new Set(['OPEN', 'SHUT', 'GONE']));
    expect(door.reachable('GONE')).toEqual(new Set(['GONE']));
  });

  it('draws itself', () => {
    expect(door.diagram()).toBe(
      'stateDiagram-v2\n  OPEN --> SHUT: SHUT\n  SHUT --> OPEN: OPEN\n  SHUT --> GONE: REMOVE',
    );
  });
});
