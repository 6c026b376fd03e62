/**
 * Every page, in the order in which menus name them. The code of each is `src/dock/<name>/main.ts`, its frame
 * `src/dock/static/<name>.html`.
 */
export const PAGES = {
  dock: { path: '/', title: 'Dock' },
  history: { path: '/history', title: 'History' },
  setup: { path: '/setup', title: 'Set-up' },
  keys: { path: '/keys', title: 'Keys' },
} as const satisfies Readonly<Record<string, { readonly path: `/${string}`; readonly title: string }>>;

export type PageName = keyof typeof PAGES;
