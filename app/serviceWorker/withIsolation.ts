/** What a server has to send for a page to get threads; ours does, a plain static host does not. */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

/** The same response with the headers that make its page cross-origin isolated; one that cannot be read is left as it is. */
export function withIsolation(response: Response): Response {
  // Redirects of a navigation, and answers of other origins, have no status that a script may see.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ISOLATION_HEADERS)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
