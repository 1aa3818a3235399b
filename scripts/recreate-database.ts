/** A database that begins empty, for the demo and the browser tests. */
import pg from "pg";
import type { EmbeddedPostgres } from "./postgres.ts";

/** Drops the database, ending whatever still uses it, makes it again and returns its address. */
export async function recreateDatabase(postgres: EmbeddedPostgres, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return postgres.url(name);
}
