import { useState } from 'react';
import type { LessonId } from './lessonIds.ts';
import { type LessonRecord, readRecord, writeRecord } from './lessonRecord.ts';

/** The record of a lesson, kept in the browser with every change. */
export function useRecord(
  id: LessonId,
): readonly [LessonRecord, (change: (record: LessonRecord) => LessonRecord) => void] {
  const [record, setRecord] = useState(() => readRecord(id));
  const change = (to: (record: LessonRecord) => LessonRecord) =>
    setRecord((before) => {
      const after = to(before);
      if (after !== before) writeRecord(id, after);
      return after;
    });
  return [record, change];
}
