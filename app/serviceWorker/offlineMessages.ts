/** Page → service worker: keep all built files, and these of the data and the weights, by their paths in the page's folder. */
export interface OfflineRequest {
  readonly paths: readonly string[];
}

/** Service worker → page, by the port that came with the request. */
export interface OfflineReply {
  /** True where the page now opens without a network. */
  readonly ready: boolean;
}
