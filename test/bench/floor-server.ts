// The least that could do the job: a bare HTTP server that stores one row under the same pragmas and sends the same
// batch of texts to OBS. What the product costs above this is the price of rules, journal, figures and diff.
import http from 'node:http';
import Database from 'better-sqlite3';
import { OBSWebSocket, RequestBatchExecutionType } from 'obs-websocket-js/json';

const [file = '', obsUrl = '', ...inputs] = process.argv.slice(2);
const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE IF NOT EXISTS kills (kill_id INTEGER PRIMARY KEY, killed_at TEXT NOT NULL)');
const insert = database.prepare('INSERT INTO kills (killed_at) VALUES (?)');

const obs = new OBSWebSocket();
await obs.connect(obsUrl, undefined, { eventSubscriptions: 0 });

const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const { lastInsertRowid } = insert.run(new Date().toISOString());
    response.setHeader('content-type', 'application/json');
    response.statusCode = 201;
    response.end(JSON.stringify({ ok: true, kill_id: Number(lastInsertRowid) }));
    const requests = inputs.map((inputName) => ({
      requestType: 'SetInputSettings' as const,
      requestData: { inputName, inputSettings: { text: String(lastInsertRowid) }, overlay: true },
    }));
    void obs.callBatch(requests, { executionType: RequestBatchExecutionType.SerialRealtime });
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`listening ${address.port}\n`);
});
