import { describe, expect, it } from 'vitest';
import { withIsolation } from './withIsolation.ts';

describe('withIsolation', () => {
  it('adds both headers and keeps body, status and the headers that were there', async () => {
    const response = new Response('missing', { status: 404, headers: { 'Content-Type': 'text/css' } });
    const isolated = withIsolation(response);
    expect(isolated.status).toBe(404);
    expect(Object.fromEntries(isolated.headers)).toEqual({
      'content-type': 'text/css',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(await isolated.text()).toBe('missing');
  });

  it('takes an answer without a body', () => {
    expect(withIsolation(new Response(null, { status: 304 })).body).toBeNull();
  });

  it('leaves alone what it may not read', () => {
    const opaque = Response.error();
    expect(withIsolation(opaque)).toBe(opaque);
  });
});
