#!/usr/bin/env node
import { Command } from 'commander';
import { commandLine } from '../how-started.js';
import { VERSION } from '../version.js';
import { autostartCommand } from './autostart.js';
import { backupCommand } from './backup.js';
import { doctorCommand } from './doctor.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { setupObsCommand } from './setup-obs.js';
import { openCommand } from './open.js';
import { newDatabaseCommand, restoreCommand } from './restore.js';
import { startCommand } from './start.js';

const program = new Command('tarkov-stream-producer')
  .description('Stream Deck keys in, OBS texts and scenes out, for Escape from Tarkov.')
  .version(VERSION)
  .showHelpAfterError(`Run "${commandLine('help')}" to see what there is.`)
  .addCommand(startCommand, { isDefault: true })
  .addCommand(doctorCommand)
  .addCommand(setupObsCommand)
  .addCommand(exportCommand)
  .addCommand(importCommand)
  .addCommand(backupCommand)
  .addCommand(restoreCommand)
  .addCommand(newDatabaseCommand)
  .addCommand(openCommand)
  .addCommand(autostartCommand);

await program.parseAsync();
