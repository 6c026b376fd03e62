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

/**
 * A query that is built at its first run and kept; each run binds its own values.
 * @param build is handed stand-ins for the values: they may be bound, not looked at.
 */
export function prepared<Row, Values extends object = object>(
  build: (db: Kysely<Schema>, values: Values) => Built<Row>,
): Prepared<Values, Row> {
  let query: CompiledQuery<Row> | null = null;
  const standIns = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) }) as Values;
  return async (reader, values) => {
    query ??= build(builder, standIns).compile(builder);
    const bound = values as Readonly<Record<string, unknown>>;
    const parameters = query.parameters.map((standIn) => bound[(standIn as Placeholder).name]);
    const { rows } = await reader.getExecutor().executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}
