import { render, type TemplateResult } from 'lit-html';
import type { Said } from '../lib/said.js';
import type { SnapshotJson } from '../../client/wire.js';

/** What every part has: what its last press came to, and which of its keys wait for an answer. */
export interface PartState {
  readonly said: Said | null;
  readonly pressed: ReadonlySet<string>;
}

const REFRESH_AFTER_MS = 250;

/** A part of the page with a state of its own, fed by the page's snapshots. */
export abstract class PagePart<State extends PartState> extends HTMLElement {
  protected abstract state: State;
  #timer: number | undefined;

  /** Reads what it shows from the service. */
  protected abstract refresh(): Promise<void>;
  protected abstract page(): TemplateResult;

  /** What the part shows may have changed with it. */
  set snapshot(snapshot: SnapshotJson | null) {
    if (snapshot === null || !this.isConnected) return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.refresh(), REFRESH_AFTER_MS);
  }

  connectedCallback(): void {
    this.show({});
    void this.refresh();
  }

  protected show(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    render(this.page(), this);
  }

  protected withPressed(key: string): ReadonlySet<string> {
    return new Set([...this.state.pressed, key]);
  }

  protected withoutPressed(key: string): ReadonlySet<string> {
    return new Set([...this.state.pressed].filter((other) => other !== key));
  }
}
