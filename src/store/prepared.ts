import type Database from 'better-sqlite3';
import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type QueryExecutorProvider,
} from 'kysely';
import type { Schema } from './schema.js';

/** What a press reads and writes is the same each time but for some values: building it takes longer than running it. */
export type Prepared<Values, Row> = (reader: QueryExecutorProvider, values: Values) => Promise<Row[]>;

/** The row of a query that always has one. */
export function only<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('The database has lost a row that is always there.');
  return row;
}

/** Stands in a built query where a value comes later. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Writes out what never changes. SQLite plans a statement anew at each run when its LIMIT is bound, or a value that may
 * decide on an index.
 */
class LiteralQueryCompiler extends SqliteQueryCompiler {
  protected override appendValue(value: unknown): void {
    if (value instanceof Placeholder) super.appendValue(value);
    else this.appendImmediateValue(value);
  }
}

/** Builds queries and runs none. */
const builder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new LiteralQueryCompiler(),
  },
});

/** A query of Kysely's builder, or its `sql`. */
interface Built<Row> {
  compile(builder: QueryExecutorProvider): CompiledQuery<Row>;
}

/** The connection of a transaction, where it is in this thread. */
const connections = new WeakMap<QueryExecutorProvider, Database.Database>();

/**
 * Lets prepared queries go straight to the connection: Kysely's way there takes longer than most of them take to run.
 * @param transaction one that is open on this connection, and ends with it.
 */
export function goStraight(transaction: QueryExecutorProvider, connection: Database.Database): void {
  connections.set(transaction, connection);
}

/**
 * A query that is built at its first run and kept; each run binds its own values.
 * @param build is handed stand-ins for the values: they may be bound, not looked at.
 */
export function prepared<Row, Values extends object = object>(
  build: (db: Kysely<Schema>, values: Values) => Built<Row>,
): Prepared<Values, Row> {
  let query: CompiledQuery<Row> | null = null;
  let names: readonly string[] = [];
  const statements = new WeakMap<Database.Database, Database.Statement>();
  const standIns = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) }) as Values;

  function built(): CompiledQuery<Row> {
    if (query === null) {
      query = build(builder, standIns).compile(builder);
      names = query.parameters.map((standIn) => (standIn as Placeholder).name);
    }
    return query;
  }

  function statementOn(connection: Database.Database): Database.Statement {
    let statement = statements.get(connection);
    if (statement === undefined) {
      statement = connection.prepare(built().sql);
      statements.set(connection, statement);
    }
    return statement;
  }

  return async (reader, values) => {
    const compiled = built();
    const parameters = names.map((name) => (values as Readonly<Record<string, unknown>>)[name]);
    const connection = connections.get(reader);
    if (connection === undefined) {
      return (await reader.getExecutor().executeQuery<Row>({ ...compiled, parameters })).rows;
    }
    const statement = statementOn(connection);
    if (statement.reader) return statement.all(parameters) as Row[];
    statement.run(parameters);
    return [];
  };
}
