import { createChoices, type Choice } from '../../client/choices.js';
import type { Answer } from '../../client/answer.js';
import { createGuard } from '../../client/guard.js';
import { timerStart } from '../../client/raid-timer.js';
import { createServerClock, untilNextSecondMs } from '../../client/server-clock.js';
import type { SnapshotJson } from '../../client/wire.js';
import type { Action, Effect } from '../actions/action.js';
import { findAction } from '../actions/actions.js';
import { doesTick, readoutAction, variableOf } from '../actions/readout-action.js';
import type { AppLink } from '../app/app-link.js';
import type { AppMessage, KeyMessage } from '../app/messages.js';
import { connectSettings, readAddress, THIS_PC, type ServiceAddress } from '../service/address.js';
import { call } from '../service/call.js';
import { createServiceLink, type LinkState } from '../service/service-link.js';
import { afterReply, NOTHING_KNOWN, type DeckState } from './deck-state.js';
import { faceOf, NOTICE_MS, showFace, type Instance } from './instances.js';
import { createFacts } from './page-facts.js';

/** Pages of a deck are left and come back to: so long the stream is kept without a key that needs it. */
const IDLE_MS = 30_000;
/** A dial that is being turned rests so long before its choice is sent. */
const TURN_MS = 350;
/** What time alone changes in a readout, such as the day, is read again this often. */
const REREAD_MS = 60_000;

/** The keys and dials of all decks. */
export interface Deck {
  handle(message: AppMessage): void;
  /** The service's address, as typed, and how it can be reached. */
  readonly connection: () => { readonly address: string; readonly link: LinkState };
  readonly state: () => DeckState;
  /** Reads everything that a property inspector offers, whatever the keys show. */
  readAll(): Promise<void>;
}

/** @param onChange called when something has changed that a property inspector shows. */
export function createDeck(app: AppLink, onChange: () => void): Deck {
  const clock = createServerClock();
  const guard = createGuard();
  const instances = new Map<string, Instance>();
  let address: ServiceAddress = THIS_PC;
  let addressFault: string | null = null;
  let state: DeckState = NOTHING_KNOWN;
  let turning: Choice = {};
  let turned: NodeJS.Timeout | undefined;
  let tick: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isDrawingDue = false;
  let isAllNeeded = false;
  const whenLinkKnown: (() => void)[] = [];

  const choices = createChoices(
    (choice) => call(address, 'POST', '/raid/update', choice),
    (pendingChoice) => {
      show({ pendingChoice });
    },
  );
  const link = createServiceLink(() => address, onSnapshot, onLinkState);
  const facts = createFacts(
    () => address,
    () => {
      const seen = [...instances.values()];
      return {
        kills: seen.some(({ action }) => /^(?:kill|headshot)/.test(action.id)),
        readings: isAllNeeded || seen.some(({ action }) => action === readoutAction),
      };
    },
    () => state,
    clock.now,
    show,
  );

  /** @param first the key that is looked at, because it was pressed: its face goes before all others. */
  function show(change: Partial<DeckState>, first?: Instance): void {
    const before = state.snapshot;
    state = { ...state, ...change };
    // What the raid's keys do is something else now, whether a reply or an event has said so first.
    if (before !== null && state.snapshot !== null && isOtherStep(before, state.snapshot)) guard.stepped();
    if (first !== undefined) drawOne(first, stateNow(), performance.now());
    draw();
  }

  function stateNow(): DeckState {
    return { ...state, nowMs: clock.now(), pendingChoice: { ...state.pendingChoice, ...turning } };
  }

  /** Settles when it is known whether the service answers. */
  function linkKnown(): Promise<void> {
    return new Promise((resolve) => {
      whenLinkKnown.push(resolve);
    });
  }

  function draw(): void {
    const monotonicMs = performance.now();
    const now = stateNow();
    for (const instance of instances.values()) drawOne(instance, now, monotonicMs);
    scheduleTick(now, monotonicMs);
  }

  function drawOne(instance: Instance, now: DeckState, monotonicMs: number): void {
    const message = showFace(instance, faceOf(instance, now, monotonicMs));
    if (message !== null) app.send(message);
  }

  /** The next moment at which time alone changes a face; none while nothing runs, so that a deck at rest costs nothing. */
  function scheduleTick(now: DeckState, monotonicMs: number): void {
    clearTimeout(tick);
    if (instances.size === 0) return;
    const waits = [...instances.values()].flatMap(({ notice, action, settings }) => [
      ...(notice !== null && notice.untilMs > monotonicMs ? [notice.untilMs - monotonicMs] : []),
      ...(action === readoutAction && doesTick(variableOf(settings), now)
        ? [untilNextSecondMs(now.readAtMs, now.nowMs)]
        : []),
    ]);
    const startMs = now.snapshot === null || now.link.kind !== 'live' ? null : timerStart(now.snapshot.raid);
    if (startMs !== null) waits.push(untilNextSecondMs(startMs, now.nowMs));
    // A little late, so that rounding never shows the second before.
    if (waits.length > 0) tick = setTimeout(draw, Math.min(...waits) + 5);
  }

  function onSnapshot(snapshot: SnapshotJson): void {
    clock.set(snapshot.now);
    show({ snapshot, pendingChoice: choices.onSnapshot(snapshot) });
    void facts.read();
  }

  function onLinkState(next: LinkState): void {
    if (JSON.stringify(next) === JSON.stringify(state.link)) return;
    app.log(next.kind === 'live' ? `Connected to ${address.url}.` : `${address.url}: ${linkWord(next)}.`);
    show({ link: next });
    // With the snapshot that comes together with the first sign of life.
    setImmediate(() => {
      for (const resolve of whenLinkKnown.splice(0)) resolve();
    });
    onChange();
  }

  function setAddress(next: ServiceAddress | string): void {
    addressFault = typeof next === 'string' ? next : null;
    if (typeof next === 'string') {
      link.close();
      state = NOTHING_KNOWN;
      show({ link: { kind: 'away', word: 'No address' } });
      onChange();
      return;
    }
    if (next.url === address.url && next.token === address.token) return;
    address = next;
    // Another service has other raids.
    state = NOTHING_KNOWN;
    if (instances.size > 0) link.reopen();
    draw();
    onChange();
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
        if (guard.takes(effect.key, false)) tell(instance, await send(effect, instance));
        return;
      case 'choose':
        if (effect.isTurning === true) turn(effect.choice);
        else tell(instance, await choices.choose(effect.choice));
        return;
      case 'refuse':
        refuse(instance, effect.sentence);
        return;
      case 'settings':
        instance.settings = effect.settings;
        app.send({ event: 'setSettings', context: instance.context, payload: effect.settings });
        draw();
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
      flushTurn();
      await choices.before(fields);
    }
    const before = state.snapshot;
    const answer = await call(address, method, path, fields);
    show(afterReply(state, answer, before), instance);
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
    draw();
  }

  /** A dial goes past many maps: the one where it rests is sent. */
  function turn(choice: Choice): void {
    turning = { ...turning, ...choice };
    clearTimeout(turned);
    turned = setTimeout(flushTurn, TURN_MS);
    draw();
  }

  function flushTurn(): void {
    clearTimeout(turned);
    if (Object.keys(turning).length === 0) return;
    const choice = turning;
    turning = {};
    const dial = [...instances.values()].find(({ action }) => action.rotate !== undefined);
    void choices.choose(choice).then((answer) => {
      if (answer !== null && answer.kind !== 'ok' && dial !== undefined) tell(dial, answer);
    });
  }

  function appear(message: KeyMessage): void {
    const action = findAction(message.action);
    if (action === undefined) return;
    const { context, device, payload } = message;
    instances.set(context, {
      ...{ context, device, action, controller: payload.controller, settings: payload.settings },
      isInMultiAction: payload.isInMultiAction === true,
      ...{ notice: null, shown: '' },
    });
    clearTimeout(idle);
    link.open();
    if (state.link.kind === 'live') void facts.read();
    scheduleDraw();
  }

  /** A page of 32 keys appears at once: it is drawn once. */
  function scheduleDraw(): void {
    if (isDrawingDue) return;
    isDrawingDue = true;
    setImmediate(() => {
      isDrawingDue = false;
      draw();
    });
  }

  function disappear(context: string): void {
    instances.delete(context);
    if (instances.size > 0) return;
    clearTimeout(tick);
    clearTimeout(idle);
    idle = setTimeout(() => {
      link.close();
      show({ link: { kind: 'connecting' } });
    }, IDLE_MS);
  }

  function pressed(
    context: string,
    effectOf: (action: Action) => ((state: DeckState, instance: Instance) => Effect) | undefined,
  ): void {
    const instance = instances.get(context);
    if (instance === undefined) return;
    const effect = effectOf(instance.action);
    if (effect !== undefined) void press(instance, effect);
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
          if (instance !== undefined) instance.settings = message.payload.settings;
          draw();
          return;
        }
        case 'keyDown':
        case 'dialDown':
          // Inside a multi action a key may be pressed that has never appeared.
          if (!instances.has(message.context)) appear(message);
          pressed(
            message.context,
            ({ press: effect }) =>
              (now, { settings }) =>
                effect(now, settings),
          );
          return;
        case 'dialRotate': {
          const { ticks } = message.payload;
          pressed(message.context, ({ rotate }) =>
            rotate === undefined ? undefined : (now, { settings }) => rotate(now, settings, ticks),
          );
          return;
        }
        case 'touchTap':
          pressed(
            message.context,
            ({ touch, press: effect }) =>
              (now, { settings }) =>
                (touch ?? effect)(now, settings),
          );
          return;
        case 'didReceiveGlobalSettings': {
          const typed = connectSettings(message.payload.settings);
          setAddress(readAddress(typed.address, typed.token));
          return;
        }
        case 'systemDidWakeUp':
          // What was open before the PC slept may be dead without a sign of it.
          if (instances.size > 0) link.reopen();
          return;
        case 'deviceDidConnect':
        case 'didReceiveDeepLink':
        case 'propertyInspectorDidAppear':
        case 'propertyInspectorDidDisappear':
        case 'sendToPlugin':
      }
    },
    connection: () => ({
      address: address.url,
      link: addressFault === null ? state.link : { kind: 'away', word: addressFault },
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
