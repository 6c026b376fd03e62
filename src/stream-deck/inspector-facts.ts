/** What the plugin tells a property inspector: what can be picked, and how the service can be reached. */
export interface InspectorFacts {
  /** The service's address in use. */
  readonly address: string;
  readonly isLive: boolean;
  /** How the service stands, one plain sentence. */
  readonly message: string;
  readonly maps: readonly string[];
  readonly variables: readonly { readonly name: string; readonly reads: string }[];
  /** Whether the plugin brings a layout for this kind of deck. */
  readonly hasProfile: boolean;
}

/** What a property inspector asks of the plugin. */
export interface InspectorAsks {
  readonly ask: 'facts' | 'profile';
}
