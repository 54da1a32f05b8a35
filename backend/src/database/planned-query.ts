import pg, { type Connection, type QueryResultRow } from 'pg';

/** The columns of a statement's answer, by which pg's `Result` reads rows. */
interface Shape {
  fields: unknown;
  _parsers: unknown;
  _prebuiltEmptyResultObject: unknown;
}

/** What this file needs of pg's `Query` and its types do not tell; a test holds pg to it. */
interface Internals {
  name: string;
  _result: Shape;
  _accumulateRows: boolean;
  prepare(connection: Connection): void;
  handleRowDescription(message: unknown): void;
}

/** And of its `Connection`: texts by the names under which they were prepared. */
interface Prepared {
  parsedStatements: Record<string, string>;
}

interface Line {
  /** Of the statements that were answered here before. */
  readonly shapes: Map<string, Shape>;
  /** The same connection, but for a request to describe, which it does not pass on. */
  readonly withoutDescribe: Connection;
}

const lines = new WeakMap<Connection, Line>();
const full = pg.Query.prototype as unknown as Internals;

/**
 * A named statement that has its columns described once per connection. pg asks for them each time, and writing and reading
 * some twenty of them costs more than the row itself. What is known does not go out of date: Postgres refuses a prepared
 * statement whose columns have changed.
 */
export class PlannedQuery<Row extends QueryResultRow> extends pg.Query<Row> {
  private shapes: Map<string, Shape> | undefined;

  constructor(name: string, text: string, values: unknown[]) {
    // Not as one object: pg would copy it, property by property.
    super(text, values as never);
    this.internals.name = name;
  }

  /** Gives up the name: the statement is planned and described each time. */
  forgetName(): void {
    this.internals.name = '';
  }

  /** Whether it has a name under which this connection never prepared anything. */
  isUnpreparedAt(connection: Connection): boolean {
    const { parsedStatements } = connection as unknown as Prepared;
    return this.internals.name !== '' && parsedStatements[this.internals.name] === undefined;
  }

  /** Called by pg to write the statement's messages. */
  prepare(connection: Connection): void {
    if (this.internals.name === '') {
      full.prepare.call(this, connection);
      return;
    }
    const line = lineOf(connection);
    this.shapes = line.shapes;
    const shape = line.shapes.get(this.internals.name);
    if (shape) {
      Object.assign(this.internals._result, shape);
      this.internals._accumulateRows = true;
    }
    full.prepare.call(this, shape ? line.withoutDescribe : connection);
  }

  /** Called by pg with the columns. */
  handleRowDescription(message: unknown): void {
    full.handleRowDescription.call(this, message);
    const { fields, _parsers, _prebuiltEmptyResultObject } = this.internals._result;
    this.shapes?.set(this.internals.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }

  private get internals(): Internals {
    return this as unknown as Internals;
  }
}

function lineOf(connection: Connection): Line {
  const known = lines.get(connection);
  if (known) return known;
  const withoutDescribe = Object.assign(Object.create(connection) as Connection, {
    describe: () => undefined,
  });
  const line = { shapes: new Map<string, Shape>(), withoutDescribe };
  lines.set(connection, line);
  return line;
}
