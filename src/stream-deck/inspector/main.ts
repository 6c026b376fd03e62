import { findAction } from '../actions/actions.js';
import type { Field } from '../actions/action.js';
import type { InspectorAsks, InspectorFacts } from '../inspector-facts.js';
import { connectSettings, readAddress, readConnection, type ConnectSettings } from '../service/address.js';
import { fieldFault, optionsOf } from './field-words.js';

// A property inspector: the settings of one key, and how the plugin reaches the service. Every field is saved as it is
// typed; what is wrong in it is said beside it.

type Settings = Readonly<Record<string, unknown>>;

/** What the app hands over when it has loaded this page. */
interface ActionInfo {
  readonly action: string;
  readonly payload: { readonly settings: Settings };
}
interface Message {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no ${id}.`);
  return found;
};
const input = (id: string): HTMLInputElement => element(id) as HTMLInputElement;

/** Says beside a field what is wrong in it; nothing where it is empty. */
function showFault(id: string, fault: string): void {
  element(`${id}-fault`).textContent = fault;
  input(id).setAttribute('aria-invalid', String(fault !== ''));
}

/** The app calls this. */
function connect(port: number, uuid: string, registerEvent: string, _info: string, about: string): void {
  const { action: actionUuid, payload } = JSON.parse(about) as ActionInfo;
  const fields = findAction(actionUuid)?.fields ?? [];
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  let settings = payload.settings;
  let facts: InspectorFacts | null = null;

  const send = (event: string, payload?: object): void => {
    socket.send(JSON.stringify({ event, action: actionUuid, context: uuid, payload }));
  };
  const ask = (what: InspectorAsks['ask']): void => {
    send('sendToPlugin', { ask: what });
  };

  function draw(): void {
    const shown = fields.filter(({ only }) => only === undefined || valueOf(only.field) === only.value);
    const wanted = shown.map(({ name }) => name).join();
    const form = element('fields');
    // What is being typed in stays as it is.
    if (form.dataset['fields'] !== wanted) {
      form.dataset['fields'] = wanted;
      form.replaceChildren(...shown.map(createItem));
    }
    for (const field of shown) fill(field);
  }

  function valueOf(name: string): string {
    const value = settings[name];
    const initial = fields.find((field) => field.name === name)?.initial ?? '';
    return typeof value === 'string' && value !== '' ? value : initial;
  }

  function createItem(field: Field): HTMLElement {
    const item = document.createElement('div');
    item.className = 'item';
    const label = document.createElement('label');
    label.htmlFor = field.name;
    label.textContent = field.label;
    const value = document.createElement('div');
    value.className = 'value';
    const control = document.createElement(field.options === undefined ? 'input' : 'select');
    control.id = field.name;
    control.addEventListener('input', () => {
      save({ ...settings, [field.name]: control.value });
    });
    const hint = document.createElement('p');
    hint.className = 'hint';
    hint.textContent = field.hint ?? '';
    const fault = document.createElement('p');
    fault.className = 'fault';
    fault.id = `${field.name}-fault`;
    fault.setAttribute('role', 'alert');
    value.append(control, ...(field.hint === undefined ? [] : [hint]), fault);
    item.append(label, value);
    return item;
  }

  function fill(field: Field): void {
    const control = element(field.name) as HTMLInputElement | HTMLSelectElement;
    const value = valueOf(field.name);
    if (control instanceof HTMLSelectElement) {
      const options = optionsOf(field, value, facts);
      control.replaceChildren(...options.map(([option, words]) => new Option(words, option)));
      control.value = value;
    } else if (document.activeElement !== control) control.value = value;
    showFault(field.name, fieldFault(field, value, facts) ?? '');
  }

  function save(next: Settings): void {
    settings = next;
    send('setSettings', next);
    draw();
  }

  function drawConnection(): void {
    element('link').textContent = facts === null ? 'Being looked up…' : facts.message;
    element('profile').hidden = facts?.hasProfile !== true;
  }

  const typedConnection = (): ConnectSettings => ({
    address: input('address').value,
    token: input('token').value,
  });

  function showAddressFault(): void {
    const { address, token } = typedConnection();
    const ofAddress = readAddress(address, token);
    const ofBoth = readConnection({ address, token });
    const tokenFault = typeof ofAddress !== 'string' && typeof ofBoth === 'string' ? ofBoth : '';
    showFault('address', typeof ofAddress === 'string' ? ofAddress : '');
    showFault('token', tokenFault);
  }

  function saveConnection(): void {
    showAddressFault();
    send('setGlobalSettings', typedConnection());
  }

  /** The address from the Set-up page brings its token, which must not stay readable there. */
  function partTokenFromAddress(): void {
    const { address, token } = typedConnection();
    const read = readAddress(address, token);
    if (typeof read === 'string' || read.url === null || !/[?&]key=/.test(address)) return;
    input('address').value = read.url;
    input('token').value = read.token ?? '';
    saveConnection();
  }

  input('address').addEventListener('input', (event) => {
    saveConnection();
    // Who types it letter by letter is not through yet.
    const { data, inputType } = event as InputEvent;
    if (inputType === 'insertFromPaste' || (data ?? '').length > 1) partTokenFromAddress();
  });
  input('address').addEventListener('change', partTokenFromAddress);
  input('token').addEventListener('input', saveConnection);
  element('fields').addEventListener('submit', (event) => {
    event.preventDefault();
  });
  element('install').addEventListener('click', () => {
    ask('profile');
  });
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ event: registerEvent, uuid }));
    send('getGlobalSettings');
    ask('facts');
  });
  socket.addEventListener('message', (event) => {
    const message = JSON.parse(event.data as string) as Message;
    if (message.event === 'sendToPropertyInspector') {
      facts = message.payload as unknown as InspectorFacts;
      drawConnection();
      draw();
    } else if (message.event === 'didReceiveSettings') {
      settings = (message.payload as { settings: Settings }).settings;
      draw();
    } else if (message.event === 'didReceiveGlobalSettings') {
      const typed = connectSettings((message.payload as { settings: Settings }).settings);
      for (const name of ['address', 'token'] as const) {
        if (document.activeElement !== input(name)) input(name).value = typed[name];
      }
      showAddressFault();
    }
  });
  draw();
}

Object.assign(window, { connectElgatoStreamDeckSocket: connect });
