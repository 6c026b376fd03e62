import type { OBSEventTypes } from 'obs-websocket-js/json';

/** The events that we handle; the rest of the subscribed groups is dropped unseen. */
export const OBS_EVENTS = [
  'ExitStarted',
  'CurrentSceneCollectionChanging',
  'CurrentSceneCollectionChanged',
  'SceneCreated',
  'SceneRemoved',
  'SceneNameChanged',
  'CurrentProgramSceneChanged',
  'InputCreated',
  'InputRemoved',
  'InputNameChanged',
  'InputSettingsChanged',
  'SceneItemCreated',
  'SceneItemRemoved',
  'SceneItemEnableStateChanged',
  'SceneTransitionStarted',
  'SceneTransitionEnded',
  'StreamStateChanged',
  'StudioModeStateChanged',
  'CurrentProfileChanged',
  'ReplayBufferStateChanged',
  'ReplayBufferSaved',
  'RecordStateChanged',
  'SourceFilterCreated',
  'SourceFilterRemoved',
  'SourceFilterNameChanged',
  'SourceFilterListReindexed',
] as const satisfies readonly (keyof OBSEventTypes)[];

export type ObsEventType = (typeof OBS_EVENTS)[number];

/** Something changed in OBS. `data` is as OBS sent it: fields differ between versions. */
export interface ObsEvent {
  readonly type: ObsEventType;
  readonly data: Readonly<Record<string, unknown>>;
}
