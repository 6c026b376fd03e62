/**
 * The worker's name. A page of a newer program must not talk to the worker of an older one that is still running, so the
 * number goes up whenever a message changes.
 */
export const WORKER_NAME = 'events-1';

/** `follow`: the page is in sight. `leave`: it is not any more. `refresh`: ask the service for a new snapshot. */
export type ToWorker = 'follow' | 'leave' | 'refresh';

export type ToPage =
  | { readonly kind: 'snapshot'; readonly text: string; readonly ageMs: number }
  | { readonly kind: 'lost' }
  /** Nothing new, but the worker runs. */
  | { readonly kind: 'alive' };
