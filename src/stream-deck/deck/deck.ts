import type { Answer } from '../../client/answer.js';
import { createChoices, type Choices } from '../../client/choices.js';
import { createGuard } from '../../client/guard.js';
import { createServerClock } from '../../client/server-clock.js';
import type { SnapshotJson } from '../../client/wire.js';
import { createTurns } from '../../lib/in-turn.js';
import type { Action, Effect } from '../actions/action.js';
import { needsReading } from '../actions/readout-action.js';
import type { AppLink } from '../app/app-link.js';
import type { AppMessage, KeyMessage } from '../app/messages.js';
import {
  connectSettings,
  readConnection,
  type ServiceAddress,
  type TypedAddress,
} from '../service/address.js';
import { call } from '../service/call.js';
import { createServiceLink, type LinkState } from '../service/service-link.js';
import { afterReply, NOTHING_KNOWN, type DeckState } from './deck-state.js';
import { createDrawing } from './drawing.js';
import { createInstance, NOTICE_MS, settingsOf, type Instance } from './instances.js';
import { createFacts } from './page-facts.js';
import { createTurning } from './turning.js';

/** Pages of a deck are left and come back to: so long the stream is kept without a key that needs it. */
const IDLE_MS = 30_000;
/** What time alone changes in the figures, such as the day, is read again this often. */
const REREAD_MS = 60_000;

/** The keys and dials of all decks. */
export interface Deck {
  handle(message: AppMessage): void;
  /** The service's address and how it can be reached; `fault`: what is wrong in what was typed. */
  readonly connection: () => {
    readonly address: string;
    readonly link: LinkState;
    readonly fault: string | null;
  };
  readonly state: () => DeckState;
  /** Reads everything that a property inspector offers, whatever the keys show. */
  readAll(): Promise<void>;
}

/**
 * @param findThisPc the address of the service on this PC, as it is now.
 * @param onChange called when something has changed that a property inspector shows.
 */
export function createDeck(app: AppLink, findThisPc: () => string, onChange: () => void): Deck {
  const clock = createServerClock();
  const guard = createGuard();
  const multiActions = createTurns();
  const instances = new Map<string, Instance>();
  /** null: the app has not told yet. A sentence: that is no address. */
  let typed: TypedAddress | string | null = null;
  let address: ServiceAddress = { url: findThisPc(), token: null };
  let state: DeckState = NOTHING_KNOWN;
  let idle: NodeJS.Timeout | undefined;
  let isAllNeeded = false;
  const whenLinkKnown: (() => void)[] = [];

  const drawing = createDrawing(app, instances, stateNow);
  let choices = startChoices();
  const turning = createTurning((choice, dial) => {
    void choices.choose(choice).then((answer) => {
      if (answer !== null && answer.kind !== 'ok') tell(dial, answer);
    });
  });
  const link = createServiceLink(addressNow, onSnapshot, setLink);
  const facts = createFacts(
    () => address,
    () => {
      const seen = [...instances.values()];
      return {
        kills: seen.some(({ action }) => /^(?:kill|headshot)/.test(action.id)),
        readings:
          isAllNeeded || seen.some(({ action, settings }) => needsReading(action, settings, stateNow())),
      };
    },
    () => state,
    clock.now,
    show,
  );

  /** What was chosen for one service is never sent to another one. */
  function startChoices(): Choices {
    const to = address;
    return createChoices(
      (choice) => call(to, 'POST', '/raid/update', choice),
      (pendingChoice) => {
        if (address === to) show({ pendingChoice });
      },
    );
  }

  /** @param pressed the key that is looked at, because it was pressed: its face goes before all others. */
  function show(change: Partial<DeckState>, pressed?: Instance): void {
    const before = state.snapshot;
    state = { ...state, ...change };
    // What the raid's keys do is something else now, whether a reply or an event has said so first.
    if (before !== null && state.snapshot !== null && isOtherStep(before, state.snapshot)) guard.stepped();
    if (pressed !== undefined) drawing.one(pressed);
    drawing.schedule();
  }

  function stateNow(): DeckState {
    return { ...state, nowMs: clock.now(), pendingChoice: { ...state.pendingChoice, ...turning.choice() } };
  }

  function onSnapshot(snapshot: SnapshotJson): void {
    clock.set(snapshot.now);
    show({ snapshot, pendingChoice: choices.onSnapshot(snapshot) });
    // After the reply to a press, which may have come together with its event.
    setImmediate(() => void facts.read());
  }

  function setLink(next: LinkState): void {
    if (JSON.stringify(next) === JSON.stringify(state.link)) return;
    app.log(next.kind === 'live' ? `Connected to ${address.url}.` : `${address.url}: ${linkWord(next)}.`);
    show({ link: next });
    // With the snapshot that comes together with the first sign of life.
    setImmediate(() => {
      for (const resolve of whenLinkKnown.splice(0)) resolve();
    });
    onChange();
  }

  /** Settles when it is known whether the service answers. */
  function linkKnown(): Promise<void> {
    return new Promise((resolve) => {
      whenLinkKnown.push(resolve);
    });
  }

  function setAddress(next: TypedAddress | string): void {
    const isFirst = typed === null;
    typed = next;
    if (typeof next === 'string') {
      link.close();
      state = NOTHING_KNOWN;
      setLink({ kind: 'away', word: 'No address' });
      onChange();
      return;
    }
    const before = address;
    if (addressNow() === before && !isFirst && state.link.kind !== 'away') return;
    link.close();
    show({ link: { kind: 'connecting' } });
    if (instances.size > 0) link.open();
    onChange();
  }

  /** Where the service is now: on this PC it may have moved to another port. */
  function addressNow(): ServiceAddress {
    if (typed === null || typeof typed === 'string') return address;
    const [url, { token }] = [typed.url ?? findThisPc(), typed];
    if (url === address.url && token === address.token) return address;
    address = { url, token };
    // Another service has other raids.
    state = NOTHING_KNOWN;
    turning.forget();
    choices = startChoices();
    drawing.schedule();
    return address;
  }

  async function press(
    instance: Instance,
    effectOf: (state: DeckState, instance: Instance) => Effect,
  ): Promise<void> {
    // A key in a multi action may be the first that is seen of the plugin: what it does depends on the raid.
    if (state.link.kind === 'connecting') await linkKnown();
    if (state.link.kind !== 'live') {
      app.send({ event: 'showAlert', context: instance.context });
      return;
    }
    // A dial that chooses among the maps was turned as soon as it was seen.
    if (instance.action.rotate !== undefined && state.maps.length === 0) await facts.read();
    const effect = effectOf(stateNow(), instance);
    switch (effect.kind) {
      case 'call':
        // The steps of a multi action follow each other on purpose.
        if (instance.isInMultiAction || guard.takes(effect.key, false))
          tell(instance, await send(effect, instance));
        return;
      case 'choose':
        if (effect.isTurning === true) {
          turning.turn(instance, effect.choice);
          drawing.schedule();
        } else tell(instance, await choices.choose(effect.choice));
        return;
      case 'refuse':
        refuse(instance, effect.sentence);
        return;
      case 'settings':
        instance.settings = effect.settings;
        app.send({ event: 'setSettings', context: instance.context, payload: effect.settings });
        drawing.schedule();
        return;
      case 'refresh':
        if (await facts.read()) ok(instance);
        else refuse(instance, 'No answer.');
    }
  }

  async function send(
    effect: Extract<Effect, { kind: 'call' }>,
    instance: Instance,
  ): Promise<Answer<unknown>> {
    const { key, method = 'POST', path, fields = {} } = effect;
    if (guard.isStep(key)) {
      turning.flush();
      await choices.before(fields);
    }
    const [to, before] = [address, state.snapshot];
    const answer = await call(to, method, path, fields);
    if (to === address) show(afterReply(state, answer, before), instance);
    return answer;
  }

  /** OK or alert, and the sentence of a refusal; a dial has no tick, so that it gets the sentence in any case. */
  function tell(instance: Instance, answer: Answer<unknown> | null): void {
    // It waits for the end of a forgotten raid.
    if (answer === null) return;
    if (answer.kind !== 'ok') refuse(instance, answer.message);
    else if (instance.controller === 'Encoder') notice(instance, answer.message, false);
    else ok(instance);
  }

  function ok({ context }: Instance): void {
    app.send({ event: 'showOk', context });
  }

  function refuse(instance: Instance, sentence: string): void {
    app.send({ event: 'showAlert', context: instance.context });
    notice(instance, sentence, true);
  }

  function notice(instance: Instance, sentence: string, isRefusal: boolean): void {
    instance.notice = { sentence, isRefusal, untilMs: performance.now() + NOTICE_MS };
    drawing.schedule();
  }

  function appear(message: KeyMessage): void {
    const instance = createInstance(message);
    if (instance === null) return;
    instances.set(instance.context, instance);
    clearTimeout(idle);
    open();
    if (state.link.kind === 'live') void facts.read();
    drawing.schedule();
  }

  function open(): void {
    if (typed !== null && typeof typed === 'object') link.open();
  }

  function disappear(context: string): void {
    instances.delete(context);
    closeWhenIdle();
  }

  function closeWhenIdle(): void {
    if (instances.size > 0) return;
    drawing.rest();
    clearTimeout(idle);
    idle = setTimeout(() => {
      link.close();
      if (typeof typed !== 'string') show({ link: { kind: 'connecting' } });
    }, IDLE_MS);
  }

  /** Inside a multi action a key may be pressed that has never appeared: nobody will say that it is gone again. */
  function passing(message: KeyMessage): Instance | null {
    open();
    closeWhenIdle();
    return createInstance(message);
  }

  function pressed(
    instance: Instance | null | undefined,
    effectOf: (action: Action) => ((state: DeckState, instance: Instance) => Effect) | undefined,
  ): void {
    const effect = instance == null ? undefined : effectOf(instance.action);
    if (instance == null || effect === undefined) return;
    const run = (): Promise<void> => press(instance, effect);
    (instance.isInMultiAction ? multiActions(run) : run()).catch((error: unknown) => {
      app.send({ event: 'showAlert', context: instance.context });
      drawing.complain(instance, error);
    });
  }

  setInterval(() => {
    if (instances.size > 0 && state.link.kind === 'live') void facts.read();
  }, REREAD_MS);

  return {
    handle(message) {
      switch (message.event) {
        case 'willAppear':
          appear(message);
          return;
        case 'willDisappear':
          disappear(message.context);
          return;
        case 'didReceiveSettings': {
          const instance = instances.get(message.context);
          if (instance !== undefined) instance.settings = settingsOf(message);
          drawing.schedule();
          return;
        }
        case 'keyDown':
        case 'dialDown':
          pressed(
            instances.get(message.context) ?? passing(message),
            ({ press: effect }) =>
              (now, { settings }) =>
                effect(now, settings),
          );
          return;
        case 'dialRotate': {
          const { ticks } = message.payload;
          pressed(instances.get(message.context), ({ rotate }) =>
            rotate === undefined ? undefined : (now, { settings }) => rotate(now, settings, ticks),
          );
          return;
        }
        case 'touchTap':
          pressed(instances.get(message.context), ({ touch }) =>
            touch === undefined ? undefined : (now, { settings }) => touch(now, settings),
          );
          return;
        case 'didReceiveGlobalSettings':
          setAddress(readConnection(connectSettings(message.payload.settings)));
          return;
        case 'systemDidWakeUp':
          // What was open before the PC slept may be dead without a sign of it.
          link.reopen();
          return;
        case 'deviceDidConnect':
        case 'propertyInspectorDidAppear':
        case 'propertyInspectorDidDisappear':
        case 'sendToPlugin':
      }
    },
    connection: () => ({
      ...{ address: address.url, link: state.link },
      fault: typeof typed === 'string' ? typed : null,
    }),
    state: () => state,
    async readAll() {
      if (state.link.kind === 'connecting' && instances.size > 0) await linkKnown();
      isAllNeeded = true;
      await facts.read();
      isAllNeeded = false;
    },
  };
}

function linkWord(link: LinkState): string {
  return link.kind === 'away' ? link.word : link.kind;
}

function isOtherStep({ raid: before }: SnapshotJson, { raid: now }: SnapshotJson): boolean {
  return before.raid_id !== now.raid_id || before.status !== now.status;
}
