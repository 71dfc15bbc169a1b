import { afterEach, describe, expect, it } from 'vitest';
import { useLessonStore, withLesson } from './lessonStore.ts';

afterEach(() => useLessonStore.getState().close());

describe('the open lesson', () => {
  it('stands in the address beside what else is there', () => {
    const href = 'https://lab.example/?lock=seed,dataset&hide=rail#r=1.abc';
    const named = withLesson(href, 'apoz');
    expect(named).toBe('https://lab.example/?lock=seed,dataset&hide=rail&lesson=apoz#r=1.abc');
    expect(withLesson(named, 'init')).toBe(
      'https://lab.example/?lock=seed,dataset&hide=rail&lesson=init#r=1.abc',
    );
    expect(withLesson(named, null)).toBe(href);
  });

  it('is in the address from when it is opened until it is left', () => {
    useLessonStore.getState().open('lottery');
    expect(location.search).toBe('?lesson=lottery');
    useLessonStore.getState().close();
    expect(location.search).toBe('');
  });
});
