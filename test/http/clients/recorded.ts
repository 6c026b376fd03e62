/** How one program sends its presses: headers and bodies as they were seen to arrive. */
export interface RecordedClient {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Besides Host and Content-Length. */
  readonly headers: Readonly<Record<string, string>>;
  /** How it puts fields into the call. */
  readonly fieldsIn: 'json' | 'form' | 'address';
  /** What it sends where there are no fields; undefined: nothing, and no Content-Length either. */
  readonly emptyBody?: string;
  /** A browser engine asks first. */
  readonly preflight?: boolean;
  /** How often it sends a press again that was answered 5xx. */
  readonly retries?: number;
}

const QT_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) QtWebEngine/6.5.3 Chrome/108.0.5359.220 Safari/537.36';
/** A plugin's page inside of the deck's own app. */
const FILE_PAGE = {
  Accept: '*/*',
  Origin: 'file://',
  'Sec-Fetch-Site': 'cross-site',
  'Sec-Fetch-Mode': 'cors',
  'Sec-Fetch-Dest': 'empty',
  'User-Agent': QT_AGENT,
};
const PLAIN = 'text/plain;charset=UTF-8';
const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const CURL = { 'User-Agent': 'curl/7.88.1', Accept: '*/*' };
const WGET = {
  'User-Agent': 'Wget/1.21.3',
  Accept: '*/*',
  'Accept-Encoding': 'identity',
  Connection: 'Keep-Alive',
};
const NODE = {
  Accept: '*/*',
  'Accept-Language': '*',
  'Sec-Fetch-Mode': 'cors',
  'User-Agent': 'node',
  'Accept-Encoding': 'gzip, deflate',
};
const GOT = {
  'User-Agent': 'got (https://github.com/sindresorhus/got)',
  'Accept-Encoding': 'gzip, deflate, br',
};

export const RECORDED_CLIENTS: readonly RecordedClient[] = [
  {
    name: 'Stream Deck Website, in the background',
    method: 'GET',
    headers: {
      'Accept-Encoding': 'gzip, deflate',
      'Accept-Language': 'en-US,*',
      'User-Agent': 'Mozilla/5.0',
    },
    fieldsIn: 'address',
  },
  {
    name: 'Web Requests, content type empty',
    method: 'POST',
    headers: { ...FILE_PAGE, 'Content-Type': PLAIN },
    fieldsIn: 'json',
  },
  {
    name: 'Web Requests with JSON',
    method: 'POST',
    headers: { ...FILE_PAGE, 'Content-Type': JSON_TYPE },
    fieldsIn: 'json',
    emptyBody: '{}',
    preflight: true,
  },
  { name: 'Web Requests by GET', method: 'GET', headers: FILE_PAGE, fieldsIn: 'address' },
  {
    name: 'a deck app with web security off',
    method: 'POST',
    headers: {
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'cors',
      'User-Agent': QT_AGENT,
      'Content-Type': PLAIN,
    },
    fieldsIn: 'json',
  },
  {
    name: 'API Request',
    method: 'POST',
    headers: { ...FILE_PAGE, 'Content-Type': JSON_TYPE },
    fieldsIn: 'json',
    emptyBody: '',
    preflight: true,
  },
  { name: 'API Ninja by GET', method: 'GET', headers: { 'User-Agent': 'API Ninja' }, fieldsIn: 'address' },
  {
    name: 'API Ninja by POST',
    method: 'POST',
    headers: { 'User-Agent': 'API Ninja', 'Content-Type': 'application/json; charset=utf-8' },
    fieldsIn: 'json',
    emptyBody: '',
  },
  {
    name: 'Companion with JSON',
    method: 'POST',
    headers: { ...GOT, 'Content-Type': JSON_TYPE },
    fieldsIn: 'json',
    emptyBody: '{}',
  },
  {
    name: 'Companion with text and no body',
    method: 'POST',
    headers: { ...GOT, 'Content-Type': 'text/plain' },
    fieldsIn: 'address',
    emptyBody: '[object Object]',
  },
  { name: 'Companion by GET', method: 'GET', headers: GOT, fieldsIn: 'address', retries: 2 },
  {
    name: 'a Node plugin',
    method: 'POST',
    headers: { ...NODE, 'Content-Type': PLAIN },
    fieldsIn: 'json',
  },
  { name: 'a Node plugin by GET', method: 'GET', headers: NODE, fieldsIn: 'address' },
  {
    name: 'Touch Portal',
    method: 'POST',
    headers: { 'User-Agent': 'TouchPortal' },
    fieldsIn: 'json',
    emptyBody: '',
  },
  { name: 'Streamer.bot', method: 'GET', headers: {}, fieldsIn: 'address' },
  {
    name: 'Mix It Up, Macro Deck',
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    fieldsIn: 'json',
  },
  { name: 'curl -X POST', method: 'POST', headers: CURL, fieldsIn: 'address' },
  {
    name: 'curl -d with JSON',
    method: 'POST',
    headers: { ...CURL, 'Content-Type': FORM },
    fieldsIn: 'json',
    emptyBody: '',
  },
  {
    name: 'curl --json',
    method: 'POST',
    headers: { ...CURL, Accept: JSON_TYPE, 'Content-Type': JSON_TYPE },
    fieldsIn: 'json',
    emptyBody: '{}',
  },
  { name: 'wget', method: 'GET', headers: WGET, fieldsIn: 'address' },
  {
    name: 'wget --post-data, AutoHotkey',
    method: 'POST',
    headers: { ...WGET, 'Content-Type': FORM },
    fieldsIn: 'form',
    emptyBody: '',
  },
];
