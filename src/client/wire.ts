// What the service sends, by the very schemas that it is made with; types alone, so that no page loads them.

export type { LeftOutJson } from '../contract/archive.js';
export type {
  DayJson,
  FiguresJson,
  HourJson,
  MapFiguresJson,
  SessionStatsJson,
} from '../contract/figures.js';
export type { GameLogJson } from '../contract/game-log.js';
export type { DeckKeyJson, KeyListJson, KeySettingJson } from '../contract/keys.js';
export type { LookJson, LookReplyJson } from '../contract/look.js';
export type { MapJson } from '../contract/maps.js';
export type { ObsJson, ObsProblemJson, ObsStatusJson } from '../contract/obs.js';
export type {
  KillJson,
  NextRaidJson,
  RaidJson,
  RaidWithKillsJson,
  UnreadableJson,
} from '../contract/raid.js';
export type { ReactionChoicesJson, ReactionJson, ReactionStatusJson } from '../contract/reactions.js';
export type { TargetsJson } from '../contract/targets.js';
export type { SessionJson } from '../contract/session.js';
export type { CheckJson } from '../contract/setup.js';
export type { AutostartJson, CallersJson, NetworkJson } from '../contract/setup-pc.js';
export type { ShowJson, TextJson } from '../contract/show.js';
export type { SnapshotJson, StepJson } from '../contract/snapshot.js';
export type {
  CharacterType,
  EnemyType,
  GameMode,
  LogDeed,
  Outcome,
  RaidPhase,
  SaidOutcome,
} from '../raid/model.js';
