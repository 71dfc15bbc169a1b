import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maybeLastSession, rememberSession } from './sessionMemory.ts';

const arrive = (type: 'navigate' | 'reload' | 'back_forward') =>
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as unknown as PerformanceEntry]);
const LINK = '#r=1.abc';

describe('the session to go on with', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    location.hash = '';
  });
  afterEach(() => vi.restoreAllMocks());

  it('is that of the tab seen last, where the address holds no recipe', () => {
    arrive('navigate');
    expect(maybeLastSession('')).toBeUndefined();
    rememberSession({ kept: 'kept', sessionId: 'mine' });
    expect(maybeLastSession('')).toBe('mine');
    sessionStorage.clear();
    expect(maybeLastSession('')).toBe('mine');
    expect(maybeLastSession('', true)).toBeUndefined();
  });

  it('is this tab’s own at a link that was loaded again, and none at a link that is opened', () => {
    location.hash = LINK;
    rememberSession({ kept: 'kept', sessionId: 'mine' });
    arrive('reload');
    expect(maybeLastSession(LINK)).toBe('mine');
    expect(maybeLastSession('#r=1.other')).toBeUndefined();
    arrive('navigate');
    expect(maybeLastSession(LINK)).toBeUndefined();
    sessionStorage.clear();
    arrive('reload');
    expect(maybeLastSession(LINK)).toBeUndefined();
  });

  it('is none once nothing is kept, or where the memory holds something else', () => {
    rememberSession({ kept: 'kept', sessionId: 'mine' });
    rememberSession({ kept: 'none', sessionId: 'new' });
    expect(maybeLastSession('')).toBeUndefined();
    localStorage.setItem('pruning-lab.session', '{"id":3}');
    expect(maybeLastSession('')).toBeUndefined();
  });
});
